package journal

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxCode bounds a subject's code, in characters.
const maxCode = 40

// Code returns a subject's code as it is kept: composed characters, no blanks
// around it. It refuses one that is empty, longer than 40 characters, or holds
// what cannot be printed. The error does not repeat the code.
func Code(s string) (string, error) {
	s = norm.NFC.String(strings.TrimSpace(s))
	switch n := utf8.RuneCountInString(s); {
	case s == "":
		return "", fmt.Errorf("the code is empty, expected 1 to %d characters", maxCode)
	case n > maxCode:
		return "", fmt.Errorf("the code has %d characters, expected 1 to %d", n, maxCode)
	case !printable(s):
		return "", fmt.Errorf("the code holds what cannot be printed, expected letters and digits")
	}
	return s, nil
}

// printable reports whether s is a line of text without control characters.
func printable(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) })
}

var (
	// A name: a capitalised word of three letters, or any four letters in a row.
	nameWord = regexp.MustCompile(`\p{Lu}\p{Ll}{2}|\p{L}{4}`)
	// Initials, or a short name: nothing but letters and what stands between names.
	initials = regexp.MustCompile(`^\p{L}[\p{L} .'’-]*\p{L}\.?$`)
	// The number of a telephone, of an insured person or of a professional.
	longNumber = regexp.MustCompile(`^\+?(\d[ ./()-]*){9,}$`)
)

// Identifies reports whether a code looks like what identifies a person: a mailbox,
// a name, initials, or a number of nine digits or more. A code such as R07 does not.
func Identifies(code string) bool {
	return strings.Contains(code, "@") || nameWord.MatchString(code) || initials.MatchString(code) || longNumber.MatchString(code)
}
