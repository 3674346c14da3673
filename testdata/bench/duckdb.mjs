// The work of mbi summary and mbi score in DuckDB:
//
//   node duckdb.mjs summary answers.csv
//   node duckdb.mjs score answers.csv scores.csv
//
// Tuned: every type is given and nothing sniffed; the answers are bytes; one pass,
// whose groups (which subscales lack an answer: eight at most) carry histograms of
// sums, sums of items and of squares, so that no quantile needs the rows again.
// The order of rows is kept only where rows are written; their numbers come from a
// table in memory, since row_number() would keep all but one processor waiting.
import duckdb from "@duckdb/node-api";
import { availableParallelism } from "node:os";
import { alpha, column, items, print, quantile, subscales } from "./peer.mjs";

const [job, file, out] = process.argv.slice(2);
const names = Object.keys(subscales);
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;

const types = { id: "VARCHAR", sex: "VARCHAR", age: "UTINYINT", year: "UTINYINT" };
for (const item of items) types[item] = "TINYINT";
const columns = Object.entries(types).map(([name, type]) => `${name}: '${type}'`);
const input = `read_csv(${quoted(file)}, columns = {${columns}}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"')`;

const answers = (s) => subscales[s].items.map(column);
const sum = (s) => answers(s).join(" + ");
const squares = (s) => answers(s).map((a) => `${a}::SMALLINT * ${a}`).join(" + ");
const dimensions = `(ee >= ${subscales.ee.high})::TINYINT + (dp >= ${subscales.dp.high})::TINYINT + (pa < ${subscales.pa.moderate})::TINYINT`;

const db = await duckdb.DuckDBInstance.create(":memory:", {
  threads: String(availableParallelism()),
  preserve_insertion_order: String(job === "score"),
});
const connection = await db.connect();

async function summary() {
  const sums = names.map((s) => `${sum(s)} AS ${s}, ${squares(s)} AS ${s}_squares`);
  const missing = names.map((s, i) => `(${s} IS NULL)::UTINYINT * ${1 << i}`).join(" + ");
  const result = await connection.runAndReadAll(`
    WITH scored AS (SELECT *, ${sums} FROM ${input})
    SELECT ${missing} AS missing, histogram(${dimensions}) AS dimensions,
      ${names.map((s) => `histogram(${s}) AS ${s}, sum(${s}_squares) AS ${s}_squares`)},
      ${items.map((a) => `sum(${a}) AS ${a}`)}
    FROM scored GROUP BY missing`);
  const groups = result.getRowObjectsJS();

  const numbers = {};
  names.forEach((s, i) => {
    const { moderate, high, items } = subscales[s];
    const scored = groups.filter((g) => !((g.missing >> i) & 1));
    const total = (name) => scored.reduce((t, g) => t + Number(g[name]), 0);
    const counts = tally(scored, s, 55);
    const n = counts.reduce((t, k) => t + k);
    const mean = counts.reduce((t, k, v) => t + k * v, 0) / n;
    const variance = counts.reduce((t, k, v) => t + k * (v - mean) ** 2, 0) / (n - 1);
    const between = (from, to) => counts.slice(from, to).reduce((t, k) => t + k, 0);
    numbers[s] = {
      n, mean, sd: Math.sqrt(variance),
      q1: quantile(counts, n, 0.25), median: quantile(counts, n, 0.5), q3: quantile(counts, n, 0.75),
      min: quantile(counts, n, 0), max: quantile(counts, n, 1),
      alpha: alpha(n, items.map((i) => total(column(i))), total(`${s}_squares`), variance),
      low: between(0, moderate), moderate: between(moderate, high), high: between(high),
    };
  });
  print(numbers, tally(groups, "dimensions", 4));
}

// tally adds up the histograms of groups, in an array by value.
function tally(groups, name, length) {
  const counts = new Array(length).fill(0);
  for (const g of groups) for (const { key, value } of g[name] ?? []) counts[key] += Number(value);
  return counts;
}

async function score() {
  const parts = names.map((s) => {
    const { moderate, high, items } = subscales[s];
    const given = answers(s).map((a) => `(${a} IS NOT NULL)::TINYINT`).join(" + ");
    const lowest = answers(s).map((a) => `coalesce(${a}, 0)`).join(" + ");
    return `${s} AS ${s}_sum, ${s} / ${items.length} AS ${s}_mean,
      CASE WHEN ${s} IS NULL THEN ${given} ELSE ${items.length} END AS ${s}_answered,
      CASE WHEN ${s} < ${moderate} THEN 'low' WHEN ${s} < ${high} THEN 'moderate' WHEN ${s} >= ${high} THEN 'high' END AS ${s}_level,
      CASE WHEN ${s} IS NULL THEN ${lowest} ELSE ${s} END AS ${s}_lowest,
      CASE WHEN ${s} IS NULL THEN ${lowest} + 6 * (${items.length} - (${given})) ELSE ${s} END AS ${s}_highest`;
  });
  await connection.run(`CREATE TEMP TABLE answers AS SELECT id, ${items} FROM ${input}`);
  await connection.run(`
    COPY (
      WITH scored AS (SELECT *, rowid + 1 AS row, ${names.map((s) => `${sum(s)} AS ${s}`)} FROM answers)
      SELECT row, id, ${parts}, ${dimensions} AS dimensions FROM scored
    ) TO ${quoted(out)} (FORMAT csv, HEADER)`);
}

await { summary, score }[job]();
