# Expected correlations and reliabilities, from R (written with 4.2.2 and psych 2.2.9):
#   Rscript testdata/reference/items.R > testdata/reference/items.csv
# Each cohort brings its data, answers row by row with -1 where one is missing, or pairs; but
# for the synthetic cohort and the real one, which lies beside the project and is not ours to
# republish. NA is what is undefined.
source("testdata/reference/minres.R")
cat("cohort,statistic,values\n")
row <- function(cohort, name, values) cat(cohort, ",", name, ",", paste(ifelse(is.na(values), "NA", sprintf("%.17g", as.numeric(values))), collapse = " "), "\n", sep = "")

reliability <- function(name, m, data = TRUE) {
  if (data) row(name, "answers", c(ncol(m), t(ifelse(is.na(m), -1, m))))
  m <- m[rowSums(is.na(m)) == 0, , drop = FALSE]
  n <- nrow(m); k <- ncol(m)
  sum <- rowSums(m); v <- cov(m); r <- suppressWarnings(cor(m)); varies <- apply(m, 2, function(x) length(unique(x)) > 1)
  alpha <- function(m) if (ncol(m) > 1 && nrow(m) > 1 && length(unique(rowSums(m))) > 1) ncol(m) / (ncol(m) - 1) * (1 - sum(apply(m, 2, var)) / var(rowSums(m))) else NA
  a <- alpha(m); f <- if (is.na(a)) c(NA, NA) else qf(c(.975, .025), n - 1, (n - 1) * (k - 1))
  row(name, "mean", colMeans(m)); row(name, "sd", apply(m, 2, sd)); row(name, "covariance", v)
  r[!varies, ] <- r[, !varies] <- NA
  rest <- sapply(1:k, function(i) { s <- rowSums(m[, -i, drop = FALSE]); if (varies[i] && length(unique(s)) > 1) cor(m[, i], s) else NA })
  row(name, "correlation", r); row(name, "rest", rest)
  row(name, "alpha", c(a, 1 - (1 - a) * f)); row(name, "dropped", sapply(1:k, function(i) alpha(m[, -i, drop = FALSE])))
  row(name, "error", if (is.na(a) || a < 0) NA else sd(sum) * sqrt(1 - a))
  mean.r <- if (all(varies)) mean(r[lower.tri(r)]) else NA
  row(name, "mean_correlation", mean.r); row(name, "standard_alpha", if (is.na(mean.r) || abs(1 + (k - 1) * mean.r) < 1e-12) NA else k * mean.r / (1 + (k - 1) * mean.r))
  l <- if (k > 2 && n > 1 && all(varies)) minres(r, name)
  row(name, "loadings", if (is.null(l)) NA else l); row(name, "omega", if (is.null(l)) NA else sum(l)^2 / (sum(l)^2 + sum(1 - l^2)))
  if (n > k && k > 2 && all(varies) && !is.null(l)) { # the same from psych, where it runs
    p <- suppressWarnings(suppressMessages(psych::alpha(m, check.keys = FALSE, warnings = FALSE)))
    stopifnot(all.equal(c(p$total$raw_alpha, p$total$std.alpha, p$total$average_r), c(a, k * mean.r / (1 + (k - 1) * mean.r), mean.r)),
              all.equal(p$item.stats$r.drop, rest), all.equal(p$alpha.drop$raw_alpha, sapply(1:k, function(i) alpha(m[, -i]))))
  }
}

correlation <- function(name, x, y, data = TRUE) {
  if (data) row(name, "pairs", rbind(x, y))
  n <- length(x); none <- n < 3 || length(unique(x)) == 1 || length(unique(y)) == 1
  if (none) { row(name, "pearson", rep(NA, 4)); row(name, "spearman", rep(NA, 4)); return(invisible()) }
  p <- cor.test(x, y); s <- cor.test(x, y, method = "spearman", exact = FALSE)
  spread <- function(r) (1 + r^2 / 2) / (n - 3)
  put <- function(method, r, p, ends) {
    if (1 - abs(r) < 1e-15) { r <- sign(r); p <- 0; ends <- c(r, r) } # cor rounds 1 to 0.99999999999999978
    row(name, method, c(r, p, if (n > 3) ends else c(NA, NA)))
  }
  put("pearson", p$estimate, p$p.value, p$conf.int)
  put("spearman", s$estimate, s$p.value, tanh(atanh(s$estimate) + c(-1, 1) * qnorm(.975) * sqrt(spread(s$estimate))))
}

key <- list(ee = c(1, 2, 3, 6, 8, 13, 14, 16, 20), dp = c(5, 10, 11, 15, 22), pa = c(4, 7, 9, 12, 17, 18, 19, 21))
known <- function(name, file, prefix, first) {
  d <- read.csv(file)
  m <- as.matrix(d[, paste0(prefix, 1:22)]) - first
  for (s in names(key)) reliability(paste0(name, ".", s), m[, key[[s]]], data = FALSE)
  sums <- sapply(key, function(i) rowSums(m[, i]))
  for (p in list(c("ee", "dp"), c("ee", "pa"), c("dp", "pa"))) {
    both <- rowSums(is.na(sums[, p])) == 0
    correlation(paste0(name, ".", p[1], "-", p[2]), sums[both, p[1]], sums[both, p[2]], data = FALSE)
  }
}
known("interns", "testdata/cohorts/interns.csv", "mbi", 0)
real <- "../shared/data/byrne-elemm1-1to7.csv"
if (!file.exists(real)) stop("the real cohort is not beside the project: its rows would be lost")
known("real", real, "ITEM", 1)

set.seed(606)
draw <- function(n, load, spread = 1.4) {
  trait <- rnorm(n)
  sapply(load, function(l) pmin(6, pmax(0, round(3 + spread * (l * trait + sqrt(1 - l^2) * rnorm(n))))))
}
clean <- draw(40, seq(.4, .8, length.out = 9))
reliability("clean", clean)
reliability("five", draw(25, c(.5, .6, .7, .5, .8)))
reliability("eight", draw(120, rep(c(.45, .75), 4)))
reliability("many", draw(600, c(.3, .5, .7, .6, .4)))
missing <- draw(50, rep(.6, 5)); missing[cbind(sample(50, 20), sample(5, 20, replace = TRUE))] <- NA
reliability("missing", missing)
reliability("tied", (draw(60, rep(.7, 5)) > 3) + 3)
reliability("extreme", 6 * (draw(80, rep(.8, 8)) > 4))
reliability("floor", pmax(draw(90, rep(.75, 5)) - 3, 0))
reliability("one", clean[1, 1:5, drop = FALSE]); reliability("two", clean[1:2, 1:5]); reliability("three", clean[1:3, 1:5]); reliability("four", clean[1:4, 1:5]); reliability("six", clean[1:6, 1:9])
constant <- clean; constant[, 3] <- 6
reliability("constant", constant)
reliability("same", matrix(2, 10, 5))
keyed <- draw(100, c(.6, .7, .5, .8, .6)); keyed[, 2] <- 6 - keyed[, 2]
reliability("keyed", keyed)
reliability("against", cbind(clean[, 1], 6 - clean[, 1], clean[, 2], 6 - clean[, 2]) + cbind(0, clean[, 3] > 3, 0, 0))
reliability("opposed", cbind(0:6, 6:0))
reliability("twins", cbind(clean[, 1:3], clean[, 3]))
reliability("twins_of_seven", cbind(clean[, 1:6], clean[, 6]))
reliability("copies", clean[, rep(4, 5)])
reliability("pair", clean[, 1:2]); reliability("triple", draw(70, c(.5, .7, .6)))
reliability("singular", { a <- sample(0:3, 30, replace = TRUE); b <- pmin(3, pmax(0, a + sample(-1:1, 30, replace = TRUE))); cbind(a, b, a + b, sample(0:6, 30, replace = TRUE)) })
reliability("noise", matrix(sample(0:6, 200 * 9, replace = TRUE), 200))
reliability("heywood", { a <- sample(0:6, 60, replace = TRUE); near <- function() pmin(6, pmax(0, a + sample(-3:3, 60, replace = TRUE))); cbind(a, near(), near(), near(), near()) })
reliability("orthogonal", as.matrix(expand.grid(0:1, 0:1, 0:1)))
reliability("sum_and_parts", with(expand.grid(a = 0:2, b = 0:2), cbind(a + b, a, b)))
# Noise with two minima: from item 3 one comes to the higher.
reliability("minima", matrix(c(4,5,3,5,6, 4,3,5,2,2, 2,3,4,2,0, 4,1,5,6,3, 3,4,3,4,4, 4,3,4,6,6, 4,5,3,4,6, 1,2,5,4,4, 4,2,4,2,5, 3,3,2,1,4,
  5,5,4,3,6, 4,1,0,3,2, 2,4,4,4,0, 4,2,4,4,6, 3,1,5,1,3, 5,3,4,3,3, 1,2,2,4,6, 3,2,4,5,3, 2,4,3,3,2, 3,2,3,2,2), ncol = 5, byrow = TRUE))

ints <- function(n, slope) { x <- sample(0:54, n, replace = TRUE); cbind(x, pmin(30, pmax(0, round(15 + slope * (x - 27) / 4 + rnorm(n, sd = 4))))) }
both <- function(name, m) correlation(name, m[, 1], m[, 2])
both("up", ints(40, 1)); both("down", ints(60, -2)); both("unrelated", ints(300, 0)); both("steep", ints(200, 9))
correlation("ties", sample(2:3, 50, replace = TRUE), sample(c(0, 0, 0, 5), 50, replace = TRUE))
correlation("age", round(runif(80, 21, 36), 1), sample(0:54, 80, replace = TRUE)); age <- c(23.5, 24, 24, 25.25, 26, 31, 40.75, 58)
correlation("outlier", c(age, 99), c(3, 5, 9, 9, 12, 20, 21, 30, 0)); correlation("below_zero", age - 30.1, c(9, 8, 8, 2, 6, 3, 1, 0)); correlation("huge", age * 1e12, c(1, 2, 2, 3, 2, 5, 4, 4)); correlation("minute", age * 1e-12, c(1, 2, 2, 3, 2, 5, 4, 4))
correlation("rising", 0:9, 2 * (0:9)); correlation("falling", 0:9, 9:0); correlation("curve", 0:9, (0:9)^2)
correlation("n1", 3, 4); correlation("n2", 1:2, c(4, 6)); correlation("n3", 1:3, c(1, 3, 2)); correlation("n4", 1:4, c(1, 3, 2, 4))
correlation("x_constant", rep(2, 9), 1:9); correlation("y_constant", 1:9, rep(2, 9)); correlation("zero", c(0, 1, 0, 1), c(0, 0, 1, 1))
