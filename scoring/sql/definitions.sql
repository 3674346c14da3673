-- mbi sql definitions --dialect {{.Dialect}}: the cases of each definition under each table.
{{range .Cuts}}{{template "cuts" .}}{{end -}}
{{range .Definitions -}}
-- {{.ID}}: {{.Text}}{{with .Source}} ({{comment .}}){{end}}
{{end -}}
{{template "head" . -}}
-- count, percent and its interval (Wilson's, 95 %) are of those n who are scored on all three subscales;
-- lowest and highest are the counts that missing and invalid answers leave possible; invalid are answers.
{{- if .Groups}}
-- Groups are those of {{comment .By}}; those with a figure of fewer than {{.Least}} respondents are withheld, and more
-- where a subtraction would show one.
{{- end}}
{{$p := .Prefix}}
WITH
{{template "rows" .}},
{{$p}}tables (table_place, thresholds{{range .Subscales}}, {{.Moderate}}, {{.High}}{{end}}) AS (
  VALUES
{{- range $place, $t := .Cuts}}{{if $place}},{{end}}
    ({{$place}}, '{{.ID}}'{{range .Cuts}}, {{.Moderate}}, {{.High}}{{end}})
{{- end}}
),
{{$p}}levels AS {{.Once}}( -- 0 low, 1 moderate, 2 high; from and to: what the missing answers leave possible
  SELECT
    {{if .Groups}}of_group,{{end}} table_place, thresholds, answered, invalid,
    {{- template "levels" .}}
  FROM {{$p}}scores
  CROSS JOIN {{$p}}tables
),
{{$p}}joint AS ( -- rows by their levels
  SELECT
    {{if .Groups}}of_group,{{end}} table_place, thresholds{{range .Subscales}}, {{.}}_level, {{.}}_from, {{.}}_to{{end}},
    COUNT(*) AS n, SUM(invalid) AS invalid
  FROM {{$p}}levels
  GROUP BY {{if .Groups}}of_group,{{end}} table_place, thresholds{{range .Subscales}}, {{.}}_level, {{.}}_from, {{.}}_to{{end}}
),
{{$p}}parts AS (
  SELECT
    {{if .Groups}}p.part, CASE WHEN p.part = 1 THEN j.of_group END{{else}}0 AS part, CAST(NULL AS {{.Text}}){{end}} AS of_group,
    table_place, thresholds{{range .Subscales}}, {{.}}_level, {{.}}_from, {{.}}_to{{end}},
    {{if .Groups}}SUM(n) AS n, SUM(invalid) AS invalid{{else}}n, invalid{{end}}
  FROM {{$p}}joint j
  {{- if .Groups}}
  CROSS JOIN (SELECT 0 AS part UNION ALL SELECT 1) p -- the whole, and its groups
  GROUP BY p.part, CASE WHEN p.part = 1 THEN j.of_group END, table_place, thresholds{{range .Subscales}}, {{.}}_level, {{.}}_from, {{.}}_to{{end}}
  {{- end}}
),
{{$p}}rules (definition_place, definition, ee, dp, pa) AS ( -- the levels that each definition counts
  VALUES
{{- range $place, $d := .Definitions}}{{if $place}},{{end}}
    {{range $i, $l := .Levels}}{{if $i}}, {{end}}({{$place}}, '{{$d.ID}}', {{index $l 0}}, {{index $l 1}}, {{index $l 2}}){{end}}
{{- end}}
),
{{$p}}definitions AS (
  SELECT DISTINCT definition_place, definition FROM {{$p}}rules
),
{{$p}}met AS ( -- how many of the levels that are possible the definition counts
  SELECT
    j.part, j.of_group, j.table_place, j.thresholds, d.definition_place, d.definition, j.n, j.invalid,
    {{- range .Subscales}}
    j.{{.}}_level, j.{{.}}_from, j.{{.}}_to,
    {{- end}}
    (j.ee_to - j.ee_from + 1) * (j.dp_to - j.dp_from + 1) * (j.pa_to - j.pa_from + 1) AS possible,
    COUNT(r.ee) AS met,
    COUNT(CASE WHEN r.ee = j.ee_level AND r.dp = j.dp_level AND r.pa = j.pa_level THEN 1 END) AS met_scored
  FROM {{$p}}parts j
  CROSS JOIN {{$p}}definitions d
  LEFT JOIN {{$p}}rules r
    ON r.definition_place = d.definition_place
    {{- range .Subscales}} AND r.{{.}} >= j.{{.}}_from AND r.{{.}} <= j.{{.}}_to{{end}}
  GROUP BY j.part, j.of_group, j.table_place, j.thresholds, d.definition_place, d.definition, j.n, j.invalid
    {{- range .Subscales}}, j.{{.}}_level, j.{{.}}_from, j.{{.}}_to{{end}}
),
{{$p}}cases AS (
  SELECT
    part, of_group, table_place, thresholds, definition_place, definition,
    CAST(SUM(CASE WHEN ee_from IS NULL THEN 0 ELSE n END) AS BIGINT) AS respondents,
    CAST(SUM(CASE WHEN ee_level IS NULL OR dp_level IS NULL OR pa_level IS NULL THEN 0 ELSE n END) AS BIGINT) AS n,
    CAST(SUM(CASE WHEN met_scored = 1 THEN n ELSE 0 END) AS BIGINT) AS k,
    CAST(SUM(CASE WHEN met = possible THEN n ELSE 0 END) AS BIGINT) AS lowest,
    CAST(SUM(CASE WHEN met > 0 THEN n ELSE 0 END) AS BIGINT) AS highest,
    CAST(SUM(invalid) AS BIGINT) AS invalid
  FROM {{$p}}met
  GROUP BY part, of_group, table_place, thresholds, definition_place, definition
)
{{- if .Groups}},
{{$p}}counted AS (
  SELECT part, of_group, respondents, n AS decided FROM {{$p}}cases WHERE table_place = 0 AND definition_place = 0
),
{{template "groups" .}}
{{- end}}
SELECT
  c.of_group AS {{name "group"}},
  definition,
  thresholds,
  k AS {{name "count"}},
  100 * CAST(k AS {{.Float}}) / NULLIF(n, 0) AS percent,
  {{template "wilson" .}},
  n,
  lowest,
  highest,
  c.respondents - n AS undecided,
  invalid
FROM {{$p}}cases c
{{- if .Groups}}
LEFT JOIN {{$p}}shown g ON c.of_group = g.of_group
WHERE part = 0 OR g.of_group IS NOT NULL
ORDER BY part, g.place, k, definition_place, table_place;
{{- else}}
ORDER BY k, definition_place, table_place;
{{- end}}
