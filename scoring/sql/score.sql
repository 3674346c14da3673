-- mbi sql score --dialect {{.Dialect}}: the scores of each row, in no order.
{{template "cuts" .Thresholds -}}
{{template "head" .}}
WITH
{{template "rows" .}},
{{.Prefix}}levels AS {{.Once}}( -- 0 low, 1 moderate, 2 high
  SELECT
    {{.Prefix}}scores.*,
    {{- template "levels" .}}
  FROM {{.Prefix}}scores
)
SELECT
  {{- if .ID}}
  id,
  {{- end}}
  {{- range .Subscales}}
  {{if gt .Scale 1}}CAST({{.}}_score AS {{$.Float}}) / {{.Scale}}{{else}}{{.}}_score{{end}} AS {{.}}_sum,
  CAST({{.}}_score AS {{$.Float}}) / {{.Scale}} / {{.Len}} AS {{.}}_mean,
  {{.}}_answered,
  CASE {{.}}_level WHEN 0 THEN 'low' WHEN 1 THEN 'moderate' WHEN 2 THEN 'high' END AS {{.}}_level,
  {{.}}_lowest,
  {{.}}_highest,
  {{- end}}
  {{template "dimensions" .}} AS dimensions,
  {{- if .Prorates}}
  TRIM({{range $i, $s := .Subscales}}{{if $i}} || {{end}}CASE WHEN {{$s}}_score >= 0 AND {{$s}}_answered < {{.Len}} THEN '{{$s}} ' ELSE '' END{{end}}) AS prorated,
  {{- end}}
  invalid
FROM {{.Prefix}}levels;
