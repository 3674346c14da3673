package cmd

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"burnout/mbi/locale"
	"burnout/scoring/stats"
)

// undefined stands in a table where a statistic is undefined.
const undefined = "–"

// figures writes numbers for people in a language: rounded, with its decimal mark.
type figures struct{ mark string }

func figuresIn(text *locale.Text) figures { return figures{text.Decimal} }

// localised gives a number its decimal mark.
func (f figures) localised(s string) string { return strings.ReplaceAll(s, ".", f.mark) }

// fixed writes a statistic with a number of decimals, -1 for as many as it has.
func (f figures) fixed(n stats.Number, decimals int) string {
	if !n.Defined {
		return undefined
	}
	s := strconv.FormatFloat(n.Value, 'f', decimals, 64)
	if strings.Trim(s, "-0.") == "" {
		s = strings.TrimPrefix(s, "-") // no minus before zero
	}
	return f.localised(s)
}

// tenths writes a number that is always defined with one decimal.
func (f figures) tenths(v float64) string { return f.fixed(stats.NumberOf(v, true), 1) }

// short writes a number with at most so many decimals.
func (f figures) short(n stats.Number, decimals int) string {
	if !n.Defined {
		return undefined
	}
	scale := math.Pow10(decimals)
	return f.localised(strconv.FormatFloat(math.Round(n.Value*scale)/scale, 'f', -1, 64))
}

// pair writes two ends, such as those of an interval.
func (f figures) pair(a, b stats.Number, decimals int) string {
	if !a.Defined {
		return undefined
	}
	return f.fixed(a, decimals) + "–" + f.fixed(b, decimals)
}

// shortPair is pair with at most so many decimals.
func (f figures) shortPair(a, b stats.Number, decimals int) string {
	if !a.Defined {
		return undefined
	}
	return f.short(a, decimals) + "–" + f.short(b, decimals)
}

// interval writes ends that may be negative, in brackets.
func (f figures) interval(a, b stats.Number, decimals int) string {
	if !a.Defined || !b.Defined {
		return undefined
	}
	return "[" + f.fixed(a, decimals) + f.separator() + f.fixed(b, decimals) + "]"
}

// separator stands between two numbers.
func (f figures) separator() string {
	if f.mark == "," {
		return "\u00a0; "
	}
	return ", "
}

// p writes a p value with three decimals.
func (f figures) p(n stats.Number) string {
	if n.Defined && n.Value < 0.001 {
		return f.localised("< 0.001")
	}
	return f.fixed(n, 3)
}

// share writes a count and its percentage: "132 (35.5)".
func (f figures) share(n int64, percent stats.Number) string {
	return fmt.Sprintf("%d (%s)", n, f.fixed(percent, 1))
}

func count(n int64) string { return strconv.FormatInt(n, 10) }

// percentOf writes a confidence: "95%".
func (f figures) percentOf(confidence float64) string {
	return f.localised(strconv.FormatFloat(math.Round(confidence*1e9)/1e7, 'f', -1, 64))
}
