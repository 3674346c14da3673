# Expected values for scoring/stats, from R (written with 4.2.2):
#   Rscript testdata/reference/stats.R > testdata/reference/stats.csv
options(digits = 17)
cat("statistic,arguments,values\n")
row <- function(name, args, values) cat(name, ",", paste(args, collapse = " "), ",", paste(sprintf("%.17g", values), collapse = " "), "\n", sep = "")

# Wilson: prop.test without continuity correction.
for (p in list(c(56, 214), c(31, 214), c(69, 201), c(0, 40), c(40, 40), c(1, 1), c(7, 40), c(148, 372), c(123456, 1000000)))
  for (conf in c(0.90, 0.95, 0.99))
    row("wilson", c(p, conf), suppressWarnings(prop.test(p[1], p[2], conf.level = conf, correct = FALSE)$conf.int))

# Mean, SD, quantiles of type 7, smallest and largest value.
set.seed(22)
for (n in c(2, 3, 4, 5, 10, 37, 100)) {
  x <- sample(0:54, n, replace = TRUE)
  row("describe", x, c(mean(x), sd(x), quantile(x, c(.25, .5, .75), type = 7), min(x), max(x)))
}

# Cronbach's alpha with Feldt's interval, at 95 %: answers row by row, the number of items first.
for (shape in list(c(5, 8), c(9, 30), c(8, 400), c(2, 3), c(5, 2))) {
  k <- shape[1]; n <- shape[2]
  trait <- sample(0:4, n, replace = TRUE)
  m <- sapply(1:k, function(i) pmin(6, pmax(0, trait + sample(-1:2, n, replace = TRUE))))
  a <- k / (k - 1) * (1 - sum(apply(m, 2, var)) / var(rowSums(m)))
  f <- qf(c(.975, .025), n - 1, (n - 1) * (k - 1))
  row("alpha", c(k, t(m)), c(a, 1 - (1 - a) * f))
}

# The other intervals of a proportion. prop.test leaves the continuity correction out where
# k is n/2, for the proportion that it tests is 1/2 unless p says otherwise.
for (p in list(c(56, 214), c(31, 214), c(69, 201), c(0, 40), c(40, 40), c(0, 1), c(1, 1), c(1, 2), c(20, 40), c(1, 40), c(39, 40), c(148, 372), c(3, 100000), c(123456, 1000000)))
  for (conf in c(0.5, 0.90, 0.95, 0.999, 0.999999)) {
    k <- p[1]; n <- p[2]
    row("clopper-pearson", c(p, conf), binom.test(k, n, conf.level = conf)$conf.int)
    row("wilson-cc", c(p, conf), suppressWarnings(prop.test(k, n, p = if (2 * k == n) 0.01, conf.level = conf, correct = TRUE)$conf.int))
    row("wald", c(p, conf), pmin(1, pmax(0, k / n + c(-1, 1) * qnorm((1 + conf) / 2) * sqrt(k / n * (1 - k / n) / n))))
  }

# Skewness of type 2 (package e1071).
set.seed(23)
for (x in list(c(0, 1, 6), c(2, 2, 3), c(5, 5, 5, 54), sample(0:54, 10), sample(0:30, 300, replace = TRUE), rbinom(200, 48, 0.9), rbinom(500, 30, 0.03), c(rep(0, 99), 54), rep(0:6, 3)))
  row("skewness", x, e1071::skewness(x, type = 2))

# The interval of a mean, by t.
set.seed(24)
for (x in list(c(0, 54), c(3, 3, 4), sample(0:54, 10), sample(0:30, 37, replace = TRUE), rbinom(2000, 48, 0.8)))
  for (conf in c(0.5, 0.90, 0.95, 0.999))
    row("mean", c(conf, x), t.test(x, conf.level = conf)$conf.int)
