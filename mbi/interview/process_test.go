package interview

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"testing"

	"burnout/mbi/form"
	"burnout/mbi/locale"
)

// childDraft names the variable that turns this test binary into an interview at
// the terminal: its value is the path of the draft.
const childDraft = "INTERVIEW_TEST_DRAFT"

func TestMain(m *testing.M) {
	if path := os.Getenv(childDraft); path != "" {
		os.Exit(child(path))
	}
	os.Exit(m.Run())
}

// child runs an interview on the standard streams and prints what Run returns.
func child(path string) int {
	lang := locale.English
	if os.Getenv("LANG") == "fr" {
		lang = locale.French
	}
	f, err := form.Embedded(string(lang))
	if err != nil {
		panic(err)
	}
	d, err := OpenDraft(path, f)
	if err != nil {
		fmt.Println(err)
		return 1
	}
	defer d.Close()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	a, err := Run(ctx, os.Stdin, os.Stderr, Options{Form: f, Text: locale.For(lang), Draft: d})
	if err != nil {
		fmt.Println(err)
		return 130
	}
	fmt.Println("answers", a)
	return 0
}
