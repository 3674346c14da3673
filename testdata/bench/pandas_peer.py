"""What mbi summary computes, in Python with pandas: pandas_peer.py answers.csv

Tuned: types are given and only the items are read; a missing answer is NaN, so
the answers are 4-byte floats, which hold every sum here exactly. The rest is
numpy on whole columns.
"""
import sys

import numpy
import pandas

KEY = {"ee": [1, 2, 3, 6, 8, 13, 14, 16, 20], "dp": [5, 10, 11, 15, 22], "pa": [4, 7, 9, 12, 17, 18, 19, 21]}
CUTS = {"ee": (18, 30), "dp": (6, 12), "pa": (34, 40)}  # isnar-img: lowest sum of moderate, of high
ITEMS = [f"mbi{i}" for i in range(1, 23)]


def put(*cells):
    print(*cells, sep=",")


data = pandas.read_csv(sys.argv[1], usecols=ITEMS, dtype={i: "float32" for i in ITEMS}, na_values=[""], keep_default_na=False, engine="c")
affected = 0
for s, numbers in KEY.items():
    answers = [data[f"mbi{i}"].to_numpy() for i in numbers]
    total = sum(answers[1:], answers[0])
    low, high = CUTS[s]
    affected = affected + numpy.where(numpy.isnan(total), numpy.nan, total < low if s == "pa" else total >= high)
    scored = ~numpy.isnan(total)
    sums = total[scored].astype("int64")
    n, k = len(sums), len(numbers)
    put(s, "n", "", n)
    put(s, "mean", "", sums.mean())
    put(s, "sd", "", sums.std(ddof=1))
    for name, value in zip(("q1", "median", "q3"), numpy.quantile(sums, (0.25, 0.5, 0.75))):
        put(s, name, "", value)
    put(s, "min", "", sums.min())
    put(s, "max", "", sums.max())
    within = sum(a[scored].astype("float64").var(ddof=1) for a in answers)
    put(s, "alpha", "", k / (k - 1) * (1 - within / sums.var(ddof=1)))
    counts = numpy.bincount(sums, minlength=55)
    for name, count in zip(("low", "moderate", "high"), (counts[:low].sum(), counts[low:high].sum(), counts[high:].sum())):
        put(s, "n", name, count)
for dimensions, count in enumerate(numpy.bincount(affected[~numpy.isnan(affected)].astype("int64"), minlength=4)):
    put("", "n", dimensions, count)
