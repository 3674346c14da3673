package cmd

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"html"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"unicode"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browser is a headless Chromium with one tab, and what went wrong in it.
type browser struct {
	t   *testing.T
	ctx context.Context

	mu     sync.Mutex
	faults []string // console errors, refused content, requests that would leave
}

// newBrowser starts a browser. The test is skipped where there is none.
func newBrowser(t *testing.T) *browser {
	t.Helper()
	needs(t, "chromium")
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath("chromium"), chromedp.NoSandbox,
		chromedp.UserDataDir(t.TempDir()), chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND"))
	allocator, stop := chromedp.NewExecAllocator(t.Context(), options...)
	ctx, end := chromedp.NewContext(allocator)
	t.Cleanup(func() {
		_ = chromedp.Cancel(ctx) // and wait, so that the profile can be removed
		end()
		stop()
	})
	b := &browser{t: t, ctx: ctx}
	if err := chromedp.Listen(ctx, b.listen); err != nil {
		t.Fatal(err)
	}
	call(b, network.Enable, network.EnableParams{})
	call(b, runtime.Enable, cdp.Empty{})
	call(b, log.Enable, cdp.Empty{})
	return b
}

// call runs a command of the browser's protocol.
func call[P, R any](b *browser, c cdp.Command[P, R], params P) R {
	b.t.Helper()
	r, err := chromedp.Call(b.ctx, c, params)
	if err != nil {
		b.t.Fatal(err)
	}
	return r
}

// evaluate runs a script.
func evaluate[T any](b *browser, script string, o ...chromedp.EvaluateOption) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](script, o...))
	if err != nil {
		b.t.Fatal(err)
	}
	return v
}

func (b *browser) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		b.faults = append(b.faults, "console: "+string(e.Type))
	case *runtime.EventExceptionThrown:
		b.faults = append(b.faults, "exception: "+e.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		b.faults = append(b.faults, "log: "+e.Entry.Text)
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, "file:") && !strings.HasPrefix(e.Request.URL, "data:") {
			b.faults = append(b.faults, "request: "+e.Request.URL)
		}
	}
}

// open shows a page in a window of a width, in a colour scheme, and reports what
// went wrong.
func (b *browser) open(content []byte, width int64, scheme string) {
	b.t.Helper()
	file := filepath.Join(b.t.TempDir(), "page.html")
	if err := os.WriteFile(file, content, 0o600); err != nil {
		b.t.Fatal(err)
	}
	b.window(width, 900)
	b.media("screen", scheme)
	if err := chromedp.Do(b.ctx, chromedp.Navigate("file://"+file)); err != nil {
		b.t.Fatal(err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, f := range b.faults {
		b.t.Error(f)
	}
	b.faults = nil
}

func (b *browser) window(width, height int64) {
	b.t.Helper()
	call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: 1})
}

func (b *browser) media(media, scheme string) {
	b.t.Helper()
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
}

// badText is a script that lists texts which overlap another, or which their
// drawing or the window cuts off. What a table scrolls is reachable.
const badText = `(() => {
	const bad = [], all = [];
	const boxes = (node) => { const r = document.createRange(); r.selectNodeContents(node); return [...r.getClientRects()]; };
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let n; n = walk.nextNode();) {
		const text = n.data.trim(), parent = n.parentElement;
		if (!text || parent.closest("title, desc, style, script")) continue;
		const svg = parent.closest("svg"), scrolls = parent.closest(".scroll");
		for (const r of svg ? [parent.getBoundingClientRect()] : boxes(n)) {
			if (r.width === 0) continue;
			const frame = svg ? svg.getBoundingClientRect() : {left: 0, right: innerWidth, top: -Infinity, bottom: Infinity};
			if (!scrolls && (r.left < frame.left - 1 || r.right > frame.right + 1 || r.top < frame.top - 1 || r.bottom > frame.bottom + 1)) bad.push("cut off: " + text);
			all.push({text, left: r.left + 1, right: r.right - 1, top: r.top + r.height * 0.25, bottom: r.bottom - r.height * 0.25});
		}
	}
	all.sort((a, b) => a.top - b.top);
	for (let i = 0; i < all.length; i++) for (let j = i + 1; j < all.length && all[j].top < all[i].bottom; j++) {
		const a = all[i], b = all[j];
		if (a.left < b.right && b.left < a.right) bad.push("overlap: " + a.text + " / " + b.text);
	}
	if (document.documentElement.scrollWidth > innerWidth) bad.push("the page is wider than the window");
	return bad;
})()`

// texts reports texts that cannot be read.
func (b *browser) texts(name string) {
	b.t.Helper()
	b.list(name, badText)
}

// list reports what a script lists.
func (b *browser) list(name, script string) {
	b.t.Helper()
	bad := evaluate[[]string](b, script)
	for i, s := range bad {
		if i == 10 {
			b.t.Errorf("%s: and %d more", name, len(bad)-i)
			break
		}
		b.t.Errorf("%s: %s", name, s)
	}
}

// Paper of A4 less the margins of the page, in CSS pixels.
const paperWidth, paperHeight = 680, 1001

// badPrint is a script that lists drawings and tables which a sheet would cut.
var badPrint = fmt.Sprintf(`(() => {
	const bad = [];
	for (const e of document.querySelectorAll("svg, table")) {
		const r = e.getBoundingClientRect(), what = e.tagName + " " + (e.querySelector("title, caption, th") || e).textContent.trim();
		if (r.left < -1 || r.right > %d + 1) bad.push("too wide: " + what + " " + r.right);
		if (e.tagName === "svg" && r.height > %d) bad.push("too tall: " + what);
	}
	return bad;
})()`, paperWidth, paperHeight)

// prints reports what a sheet of paper would cut off.
func (b *browser) prints(name string) {
	b.t.Helper()
	b.window(paperWidth, paperHeight)
	b.media("print", "light")
	b.list(name+" on paper", badPrint)
	b.texts(name + " on paper")
}

// pdf prints a page with the paper that it asks for.
func (b *browser) pdf(content []byte) []byte {
	b.t.Helper()
	b.open(content, 1280, "light")
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{})
	return call(b, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: new(true)}).Data
}

// word is a word on a printed sheet and where it stands, in points.
type word struct {
	Left   float64 `xml:"xMin,attr"`
	Right  float64 `xml:"xMax,attr"`
	Top    float64 `xml:"yMin,attr"`
	Bottom float64 `xml:"yMax,attr"`
	Text   string  `xml:",chardata"`
}

// sheet is a page of a PDF as poppler reads it.
type sheet struct {
	Width  float64 `xml:"width,attr"`
	Height float64 `xml:"height,attr"`
	Words  []word  `xml:"word"`
}

// sheets reads a PDF.
func sheets(t *testing.T, pdf []byte) []sheet {
	t.Helper()
	needs(t, "pdftotext")
	c := exec.Command("pdftotext", "-bbox", "-", "-")
	c.Stdin = bytes.NewReader(pdf)
	out, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Pages []sheet `xml:"body>doc>page"`
	}
	d := xml.NewDecoder(bytes.NewReader(out))
	d.Strict, d.Entity = false, xml.HTMLEntity
	if err := d.Decode(&doc); err != nil {
		t.Fatal(err)
	}
	return doc.Pages
}

// counted counts words; no-break spaces part them too.
func counted(texts ...string) map[string]int {
	n := map[string]int{}
	for _, s := range texts {
		for _, w := range strings.FieldsFunc(s, unicode.IsSpace) {
			n[w]++
		}
	}
	return n
}

var chartText = regexp.MustCompile(`(?s)<text [^>]*>(.*?)</text>`)

// onSheets reports what is wrong with the pages of a PDF: paper other than A4, a
// word that leaves it, and a chart of which not every text stands on one sheet.
func onSheets(t *testing.T, name string, content, pdf []byte) []sheet {
	t.Helper()
	pages := sheets(t, pdf)
	var on []map[string]int
	for i, p := range pages {
		if math.Abs(p.Width-595.3) > 1 || math.Abs(p.Height-841.9) > 1 {
			t.Errorf("%s: sheet %d measures %v by %v points", name, i+1, p.Width, p.Height)
		}
		var texts []string
		for _, w := range p.Words {
			texts = append(texts, w.Text)
			if w.Left < 0 || w.Top < 0 || w.Right > p.Width || w.Bottom > p.Height {
				t.Errorf("%s: %q leaves sheet %d", name, w.Text, i+1)
			}
		}
		on = append(on, counted(texts...))
	}
	for _, figure := range drawing.FindAllString(string(content), -1) {
		var texts []string
		for _, m := range chartText.FindAllStringSubmatch(figure, -1) {
			texts = append(texts, html.UnescapeString(m[1]))
		}
		whole, fewest := counted(texts...), []string{"…"}
		for i, words := range on {
			var lost []string
			for w, n := range whole {
				if words[w] < n {
					lost = append(lost, w)
				}
			}
			if i == 0 || len(lost) < len(fewest) {
				fewest = lost
			}
		}
		if len(texts) == 0 || len(fewest) > 0 {
			t.Errorf("%s: no sheet holds all of a chart, %.60s: it lacks %q", name, strings.Join(texts, " "), fewest)
		}
	}
	return pages
}

// axeCore is where .ci/run puts the checker of accessibility.
func axeCore(t *testing.T) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(cache, "mbi-axe", "node_modules", "axe-core", "axe.min.js"))
	if err != nil && os.Getenv("MBI_STRICT") != "" {
		t.Fatal("axe-core is not installed")
	}
	if err != nil {
		t.Log("axe-core is not installed: accessibility was NOT checked (.ci/run installs it)")
	}
	return string(data)
}

// accessible reports the violations that axe-core finds.
func (b *browser) accessible(name, axe string) {
	b.t.Helper()
	if axe == "" {
		return
	}
	evaluate[*string](b, axe+"; null")
	violations := evaluate[[]string](b, `axe.run().then(r => r.violations.map(v =>
		v.id + ": " + v.help + " " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 120)).join(" | ")))`, chromedp.EvalAwaitPromise)
	for _, v := range violations {
		b.t.Errorf("%s: %s", name, v)
	}
}
