-- mbi sql summary --dialect {{.Dialect}}: a cohort's numbers, one a row, as in the CSV of mbi summary.
-- Quartiles, skewness, correlations and the interval of alpha are left out.
{{template "cuts" .Thresholds -}}
{{template "head" . -}}
-- SD has n-1; alpha is of those who answered the whole subscale; intervals are Wilson's, 95 %;
-- lowest and highest are the counts that missing and invalid answers leave possible.
{{- if .Groups}}
-- Groups are those of {{comment .By}}; those with a figure of fewer than {{.Least}} respondents are withheld, and more
-- where a subtraction would show one.
{{- end}}
{{$p := .Prefix}}
WITH
{{template "rows" .}},
{{$p}}levels AS {{.Once}}( -- 0 low, 1 moderate, 2 high; from and to: what the missing answers leave possible
  SELECT
    {{$p}}scores.*,
    {{- template "levels" .}}
  FROM {{$p}}scores
),
{{$p}}sides AS ( -- dimensions on their burnout side: how many, certainly, possibly
  SELECT
    {{$p}}levels.*,
    {{template "dimensions" .}} AS dimensions,
    CASE WHEN answered > 0 THEN {{range $i, $s := .Subscales}}{{if $i}} + {{end}}CASE WHEN {{$s}}_from = {{.Side}} AND {{$s}}_to = {{.Side}} THEN 1 ELSE 0 END{{end}} END AS certain,
    CASE WHEN answered > 0 THEN {{range $i, $s := .Subscales}}{{if $i}} + {{end}}CASE WHEN {{$s}}_from = {{.Side}} OR {{$s}}_to = {{.Side}} THEN 1 ELSE 0 END{{end}} END AS possible
  FROM {{$p}}levels
),
{{$p}}counted AS ( -- whole numbers that all the others follow from
  SELECT
    {{if .Groups}}p.part, CASE WHEN p.part = 1 THEN r.of_group END{{else}}0 AS part, CAST(NULL AS {{.Text}}){{end}} AS of_group,
    COUNT(*) AS n_rows,
    COUNT(CASE WHEN answered > 0 THEN 1 END) AS respondents,
    COUNT(CASE WHEN answered = 22 THEN 1 END) AS complete,
    COALESCE(SUM(invalid), 0) AS invalid,
    {{- range $s := .Subscales}}
    COUNT({{$s}}_score) AS {{$s}}_n,
    SUM({{$s}}_score) AS {{$s}}_sum,
    SUM(CAST({{$s}}_score AS BIGINT) * {{$s}}_score) AS {{$s}}_squares,
    MIN({{$s}}_score) AS {{$s}}_min,
    MAX({{$s}}_score) AS {{$s}}_max,
    COUNT(CASE WHEN {{$s}}_score = 0 THEN 1 END) AS {{$s}}_floor,
    COUNT(CASE WHEN {{$s}}_score = {{$s.Max}}{{if gt .Scale 1}} * {{.Scale}}{{end}} THEN 1 END) AS {{$s}}_ceiling,
    COALESCE(SUM(CASE WHEN answered > 0 THEN {{$s.Len}} - {{$s}}_answered END), 0) AS {{$s}}_missing_answers,
    {{- range $level, $name := levels}}
    COUNT(CASE WHEN {{$s}}_level = {{$level}} THEN 1 END) AS {{$s}}_{{$name}},
    COUNT(CASE WHEN {{$s}}_from = {{$level}} AND {{$s}}_to = {{$level}} THEN 1 END) AS {{$s}}_{{$name}}_lowest,
    COUNT(CASE WHEN {{$s}}_from <= {{$level}} AND {{$s}}_to >= {{$level}} THEN 1 END) AS {{$s}}_{{$name}}_highest,
    {{- end}}
    COUNT(CASE WHEN {{$s}}_answered = {{$s.Len}} THEN 1 END) AS {{$s}}_whole,
    SUM(CASE WHEN {{$s}}_answered = {{$s.Len}} THEN {{$s}}_lowest END) AS {{$s}}_whole_sum,
    SUM(CASE WHEN {{$s}}_answered = {{$s.Len}} THEN {{$s}}_lowest * {{$s}}_lowest END) AS {{$s}}_whole_squares,
    {{- range $s.Items}}
    SUM(CASE WHEN {{$s}}_answered = {{$s.Len}} THEN a{{.}} END) AS s{{.}},
    SUM(CASE WHEN {{$s}}_answered = {{$s.Len}} THEN a{{.}} * a{{.}} END) AS q{{.}},
    {{- end}}
    {{- end}}
    {{- range $n := dimensions}}
    COUNT(CASE WHEN dimensions = {{$n}} THEN 1 END) AS d{{$n}},
    COUNT(CASE WHEN certain = {{$n}} AND possible = {{$n}} THEN 1 END) AS d{{$n}}_lowest,
    COUNT(CASE WHEN certain <= {{$n}} AND possible >= {{$n}} THEN 1 END) AS d{{$n}}_highest,
    {{- end}}
    {{- if .Groups}}
    COUNT(CASE WHEN ee_score >= 0 AND dp_score >= 0 THEN 1 END) AS ee_dp_n,
    COUNT(CASE WHEN ee_score >= 0 AND pa_score >= 0 THEN 1 END) AS ee_pa_n,
    COUNT(CASE WHEN dp_score >= 0 AND pa_score >= 0 THEN 1 END) AS dp_pa_n,
    {{- end}}
    COUNT(dimensions) AS decided
  {{- if .Groups}}
  FROM {{$p}}sides r
  CROSS JOIN (SELECT 0 AS part UNION ALL SELECT 1) p -- the whole, and its groups
  GROUP BY p.part, CASE WHEN p.part = 1 THEN r.of_group END
  {{- else}}
  FROM {{$p}}sides
  {{- end}}
),
{{- if .Groups}}
{{template "groups" .}},
{{- end}}
{{$p}}list (part, of_group, place, of_table, subscale, statistic, level, value, n, k, method, lowest, highest) AS (
{{- range $place, $s := .Statistics}}{{if $place}}
  UNION ALL{{end}}
  SELECT part, of_group, {{$place}}, {{$s.SQL}} FROM {{$p}}counted{{with $s.Where}} WHERE {{.}}{{end}}
{{- end}}
)
SELECT
  of_table AS {{name "table"}},
  l.of_group AS {{name "group"}},
  subscale,
  statistic,
  level,
  value,
  {{template "wilson" .}},
  n,
  method,
  lowest,
  highest
FROM {{$p}}list l
{{- if .Groups}}
LEFT JOIN {{$p}}shown g ON l.of_group = g.of_group
WHERE part = 0 OR g.of_group IS NOT NULL
ORDER BY part, g.place, l.place;
{{- else}}
ORDER BY place;
{{- end}}
{{define "wilson" -}}
{{$n := printf "CAST(n AS %s)" .Float -}}
{{$centre := printf "k / %s + 1.920729410347062 / %s" $n $n -}}
{{$half := printf "1.959963984540054 * SQRT(k / %s * (1 - k / %s) / %s + 0.960364705173531 / %s / %s)" $n $n $n $n $n -}}
{{$outer := printf "(1 + 3.841458820694124 / %s)" $n -}}
CASE WHEN n = 0 THEN NULL WHEN k = 0 THEN 0 ELSE 100 * ({{$centre}} - {{$half}}) / {{$outer}} END AS low,
  CASE WHEN n = 0 THEN NULL WHEN k = n THEN 100 ELSE 100 * ({{$centre}} + {{$half}}) / {{$outer}} END AS high
{{- end -}}
