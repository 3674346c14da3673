package stats

// TTail returns P(|T| >= |t|) of Student's distribution with df degrees of
// freedom: the two-sided p of a printed t.
func TTail(t, df float64) float64 { return tTwoSided(t, df) }
