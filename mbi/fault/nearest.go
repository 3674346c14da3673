package fault

import "strings"

// Nearest returns the candidate that s most likely means, or "" where none is
// near: at most two edits away, or one for a word of up to four letters.
func Nearest(s string, candidates []string) string {
	best, limit := "", 2
	if len(s) <= 4 {
		limit = 1
	}
	for _, c := range candidates {
		if d := distance(strings.ToLower(s), strings.ToLower(c)); d <= limit {
			best, limit = c, d-1
		}
	}
	return best
}

// distance is the Levenshtein distance of a and b, in characters: the number of
// insertions, deletions and substitutions that turn one into the other.
func distance(a, b string) int {
	from, to := []rune(a), []rune(b)
	row := make([]int, len(to)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range from {
		diagonal := row[0]
		row[0] = i + 1
		for j, s := range to {
			cost := 1
			if r == s {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(diagonal+cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(to)]
}
