//go:build unix

package cmd

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// echoes reports whether the terminal shows what is typed.
func (x *terminal) echoes() bool {
	x.t.Helper()
	needs(x.t, "stty")
	c := exec.Command("stty", "-a")
	c.Stdin = x.tty
	out, err := c.Output()
	if err != nil {
		x.t.Fatal(err)
	}
	return !strings.Contains(string(out), "-echo ")
}

// secret types a passphrase once the terminal shows nothing more.
func (x *terminal) secret(prompt, typed string) {
	x.t.Helper()
	x.await(prompt)
	for end := time.Now().Add(10 * time.Second); x.echoes() && time.Now().Before(end); time.Sleep(time.Millisecond) {
	}
	x.send(typed)
}

// saved returns a folder with the journal of testdata in it, as XDG_DATA_HOME.
func saved(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "mbi", "journal"), os.DirFS("../testdata/journal")); err != nil {
		t.Fatal(err)
	}
	return "XDG_DATA_HOME=" + dir
}

// The first save asks twice, before the questions; what is typed is not shown.
func TestSaveAtATerminal(t *testing.T) {
	data := "XDG_DATA_HOME=" + t.TempDir()
	x := start(t, nil, []string{data}, "take", "--save", "--subject", "R07", "--lang", "fr")
	x.await("Personne ne peut retrouver une phrase de passe perdue")
	x.secret("pendant la saisie)\u00a0: ", "quatre mots calmes\n")
	x.secret("La même, encore une fois\u00a0: ", "quatre mots calmes\n")
	x.await("Question 1 sur 22")
	x.send("12345601")
	x.await("Question 9 sur 22")
	x.send("\x03")
	x.exit(130)
	x.await("aucune réponse n’a été gardée")

	x = start(t, nil, []string{data}, "take", "--save", "--no-draft")
	x.await("Nothing is written to disk before the end")
	x.send("1234560123456012345601")
	x.await("Before you finish")
	x.send("\r")
	x.exit(0)
	x.await("is saved, encrypted, in")

	x = start(t, nil, []string{data}, "journal", "list")
	x.secret("Passphrase (nothing is shown while you type): ", "quatre mots calmes\n")
	x.exit(0)
	x.await("en-adapted  27  14  23")
	if strings.Contains(x.text(), "calmes") || !x.echoes() {
		t.Errorf("echo %v, %q", x.echoes(), x.text())
	}
}

// What one person answered is never offered to another: a subject's run leaves no
// draft, and does not see that of the owner.
func TestADraftIsItsOwners(t *testing.T) {
	state, data := t.TempDir(), saved(t)
	env := []string{"XDG_STATE_HOME=" + state, data}
	leave := func(shown, typed string, args ...string) *terminal {
		x := start(t, nil, env, append([]string{"take", "--save"}, args...)...)
		x.await(shown)
		x.send(typed)
		x.await("Question 9 of 22")
		x.send("\x03")
		x.exit(130)
		return x
	}
	leave("Question 1 of 22", "12345601", "--subject", "R07").await("no answer was kept")
	if _, err := os.Stat(filepath.Join(state, "mbi", "draft.json")); err == nil {
		t.Error("the answers of R07 are on the disk in clear")
	}
	leave("Question 1 of 22", "12345601").await("mbi take --save.")
	leave("Question 1 of 22", "12345601", "--subject", "R12").await("no answer was kept")
	leave("Go on with question 9", "\r").await("mbi take --save.")
}

func TestTwoPassphrasesDiffer(t *testing.T) {
	dir := t.TempDir()
	x := start(t, nil, []string{"XDG_DATA_HOME=" + dir}, "take", "--save")
	x.secret("you type): ", "one\n")
	x.secret("once more: ", "two\n")
	x.exit(1)
	x.await("The two passphrases differ.")
	x = start(t, nil, []string{"XDG_DATA_HOME=" + dir}, "take", "--save", "--lang", "fr")
	x.secret("saisie)\u00a0: ", "\n")
	x.exit(1)
	x.await("La phrase de passe est vide.")
	if _, err := os.Stat(filepath.Join(dir, "mbi")); err == nil {
		t.Error("a journal was begun")
	}
}

// A wrong passphrase is found before a new one is asked for, and a very short one
// is taken with a word.
func TestChangePassphraseAtATerminal(t *testing.T) {
	data := saved(t)
	x := start(t, nil, []string{data}, "journal", "passphrase")
	x.secret("Present passphrase (nothing is shown while you type): ", "not it\n")
	x.exit(1)
	x.await("does not open this journal")
	if strings.Contains(x.text(), "New passphrase") {
		t.Errorf("asked for a new one: %q", x.text())
	}
	x = start(t, nil, []string{data}, "journal", "passphrase", "--lang", "fr")
	x.secret("actuelle (rien ne s’affiche pendant la saisie)\u00a0: ", "four calm words here\n")
	x.secret("Nouvelle phrase de passe\u00a0: ", "x\n")
	x.await("Cette phrase de passe est courte\u00a0: ")
	x.secret("encore une fois\u00a0: ", "x\n")
	x.exit(0)
	x.await("La phrase de passe est changée.")
}

// Whoever leaves at the passphrase gets the terminal back as it was.
func TestLeaveAtThePassphrase(t *testing.T) {
	for _, key := range []string{"\x03", "\x1c"} { // Ctrl-C, Ctrl-\
		x := start(t, nil, []string{saved(t)}, "journal", "list")
		x.secret("you type): ", "four calm")
		x.send(key)
		x.exit(130)
		if !x.echoes() || strings.Contains(x.text(), "calm") || strings.Contains(x.text(), "goroutine") {
			t.Errorf("%q: echo %v, %q", key, x.echoes(), x.text())
		}
	}
}

// A passphrase that never comes out of a pipe is left like any other question.
func TestLeaveWhileThePassphraseFileWaits(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	x := start(t, nil, []string{"XDG_DATA_HOME=" + t.TempDir()}, "take", "--save", "--passphrase-file", pipe)
	x.await("Nobody can recover a lost passphrase")
	x.send("\x03")
	x.exit(130)
}

// Nothing is deleted, nor written in clear, without a yes in the language asked.
func TestConfirm(t *testing.T) {
	data := saved(t)
	for _, c := range []struct {
		answer, said string
		code         int
	}{
		{"\n", "Rien n’a été fait.", 130},
		{"y\n", "Rien n’a été fait.", 130},
		{"\x03", "", 130},
		{"Oui\n", "Questionnaires effacés\u00a0: 1.", 0},
	} {
		x := start(t, nil, []string{data, "TZ=UTC"}, "journal", "delete", "b5d1", "--lang", "fr")
		x.await("Le questionnaire du 15/09/2025 16:40 va être effacé.")
		x.await("Continuer\u00a0? [o/N] ")
		x.send(c.answer)
		x.exit(c.code)
		x.await(c.said)
	}
	x := start(t, nil, []string{data}, "journal", "export")
	x.await("The export holds answers in clear")
	x.await("Go on? [y/N] ")
	x.send("n\n")
	x.exit(130)
	x.await("Nothing was done.")
}

// A crash leaves no memory, and so no answers, in a file.
func TestNoCores(t *testing.T) {
	forbidCores()
	var r syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_CORE, &r); err != nil || r.Cur != 0 || r.Max != 0 {
		t.Error(r, err)
	}
}
