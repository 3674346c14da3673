{{define "head" -}}
-- One query, which only reads. Coding {{.Coding}}: {{range $v, $codes := .Codes}}{{if $v}}, {{end}}'{{index $codes 0}}'{{end}} stand for 0 to 6.
-- NULL and blank text{{range .MissingValues}}, {{.}}{{end}} are missing; whatever else is counted as invalid and is no answer.
-- Rule for missing answers: {{.Missing}}. {{if .Prorates -}}
A subscale with too many missing has no score; a score is the sum
-- of the answers times items / answers, not rounded.
{{- else}}A subscale with a missing answer has no score.{{end}}
{{end}}

{{define "cuts" -}}
-- Thresholds {{.ID}} ({{comment .Title}}), lowest sum of the moderate / high level:
-- EE {{(index .Cuts 0).Moderate}} / {{(index .Cuts 0).High}}, DP {{(index .Cuts 1).Moderate}} / {{(index .Cuts 1).High}}, PA {{(index .Cuts 2).Moderate}} / {{(index .Cuts 2).High}}. A low PA is the burnout side.
{{end}}

{{define "rows" -}}
{{$p := .Prefix -}}
{{$p}}cells AS ( -- the cells of items 1 to 22 as text
  SELECT
    {{- if .ID}}
    t.{{name .ID}} AS id,
    {{- end}}
    {{- if .Groups}}
    NULLIF(TRIM(CAST(t.{{name .By}} AS {{.Text}})), ''){{.Bytes}} AS of_group,
    {{- end}}
    {{- range $i, $a := .Answers}}{{if $i}},{{end}}
    {{$a.Cell}} AS c{{$a.Item}}
    {{- end}}
  FROM {{.Table}} t
),
{{$p}}answers AS {{.Once}}( -- 0 to 6, NULL where there is none
  SELECT
    {{- if .ID}}
    id,
    {{- end}}
    {{- if .Groups}}
    of_group,
    {{- end}}
    {{- range .Answers}}
    {{.Answer}} AS a{{.Item}},
    {{- end}}
    {{range $i, $a := .Answers}}{{if $i}} + {{end}}CASE WHEN {{$a.Missing}} THEN 0 ELSE 1 END{{end}} AS written
  FROM {{$p}}cells
),
{{$p}}sums AS {{.Once}}( -- per subscale: answers, and their sum
  SELECT
    {{- if .ID}}
    id,
    {{- end}}
    {{- if .Groups}}
    of_group,
    {{- end}}
    {{- if .Statistics}}
    {{range .Answers}}a{{.Item}}, {{end}}
    {{- end}}
    {{- range .Subscales}}
    {{plus "CASE WHEN a%d IS NULL THEN 0 ELSE 1 END" .Items}} AS {{.}}_answered,
    {{plus "COALESCE(a%d, 0)" .Items}} AS {{.}}_lowest,
    {{- end}}
    written
  FROM {{$p}}answers
),
{{$p}}scores AS {{.Once}}( -- a score{{range .Subscales}}{{if gt .Scale 1}}, {{.}} times {{.Scale}}{{end}}{{end}}; NULL where there is none
  SELECT
    {{$p}}sums.*,
    ee_answered + dp_answered + pa_answered AS answered,
    written - ee_answered - dp_answered - pa_answered AS invalid
    {{- range $s := .Subscales}},
    {{$s}}_lowest + 6 * ({{$s.Len}} - {{$s}}_answered) AS {{$s}}_highest,
    CASE {{$s}}_answered{{range .Multiples}} WHEN {{.Answered}} THEN {{$s}}_lowest{{if gt .Times 1}} * {{.Times}}{{end}}{{end}} END AS {{$s}}_score
    {{- end}}
  FROM {{$p}}sums
)
{{- end}}

{{define "levels" -}}
{{- range $i, $s := .Subscales}}{{if $i}},{{end}}
    CASE WHEN {{$s}}_score >= {{.High}}{{if gt .Scale 1}} * {{.Scale}}{{end}} THEN 2 WHEN {{$s}}_score >= {{.Moderate}}{{if gt .Scale 1}} * {{.Scale}}{{end}} THEN 1 WHEN {{$s}}_score >= 0 THEN 0 END AS {{$s}}_level,
    CASE WHEN answered = 0 THEN NULL WHEN {{$s}}_lowest >= {{.High}} THEN 2 WHEN {{$s}}_lowest >= {{.Moderate}} THEN 1 ELSE 0 END AS {{$s}}_from,
    CASE WHEN answered = 0 THEN NULL WHEN {{$s}}_highest >= {{.High}} THEN 2 WHEN {{$s}}_highest >= {{.Moderate}} THEN 1 ELSE 0 END AS {{$s}}_to
{{- end}}
{{- end}}

{{define "dimensions"}}CASE WHEN ee_level IS NOT NULL AND dp_level IS NOT NULL AND pa_level IS NOT NULL THEN {{range $i, $s := .Subscales}}{{if $i}} + {{end}}CASE WHEN {{$s}}_level = {{.Side}} THEN 1 ELSE 0 END{{end}} END{{end}}

{{define "groups" -}}
{{$p := .Prefix -}}
{{$p}}sized AS ( -- groups; few: one of the figures is of some respondents, but of fewer than {{.Least}}
  SELECT
    {{range .Figures}}{{.}}, {{end}}of_group,
    CASE WHEN of_group IS NULL THEN 0 ELSE 1 END AS named,
    CASE WHEN {{few "%n" .Figures}} THEN 1 ELSE 0 END AS few,
    {{number "of_group"}} AS number
  FROM {{$p}}counted
  WHERE part = 1
),
{{$p}}ranked AS ( -- groups as they are withheld: those of few, then the smallest; before them whoever has no group
  SELECT
    {{$p}}sized.*,
    ROW_NUMBER() OVER (ORDER BY named, few DESC, respondents, CASE WHEN number IS NULL THEN 1 ELSE 0 END, number, of_group) AS place
  FROM {{$p}}sized
),
{{$p}}left AS ( -- what is left where the groups from this one on are shown and subtracted from the whole
  SELECT
    named, few, place,
    SUM(CASE WHEN named = 0 AND respondents > 0 THEN 1 ELSE 0 END) OVER earlier AS ungrouped,
    SUM(named) OVER earlier AS withheld,
    CASE WHEN {{few "SUM(%n) OVER earlier" .Figures}} THEN 1 ELSE 0 END AS few_left
  FROM {{$p}}ranked
  WINDOW earlier AS (ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
{{$p}}shown AS ( -- groups from the first on that leaves neither one group nor a figure of few
  SELECT
    of_group,
    respondents,
    ROW_NUMBER() OVER (ORDER BY CASE WHEN number IS NULL THEN 1 ELSE 0 END, number, of_group) AS place
  FROM {{$p}}ranked
  WHERE place >= (
    SELECT MIN(place) FROM {{$p}}left
    WHERE named = 1 AND few = 0 AND few_left = 0 AND (withheld IS NULL OR withheld <> 1 OR ungrouped > 0)
  )
){{end}}
