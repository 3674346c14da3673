# What `mbi summary` and `mbi items` must print, from R (written with 4.2.2, psych 2.2.9 and
# e1071 1.7.13):
#   Rscript testdata/reference/commands.R > testdata/reference/commands.txtar
# Each section is a command line and its flat list, without how the file was read and by which
# method. A row holds all levels of a statistic, a blank between; what is the same for all stands
# once, and what is undefined is NA or empty. The cohorts, of answers that nobody gave, are written beside: testdata/reference/cohorts.
# The real one lies beside the project and is not ours to republish.
source("testdata/reference/minres.R")
set.seed(617)
key <- list(ee = c(1, 2, 3, 6, 8, 13, 14, 16, 20), dp = c(5, 10, 11, 15, 22), pa = c(4, 7, 9, 12, 17, 18, 19, 21))
cuts <- list(ee = c(18, 30), dp = c(6, 12), pa = c(34, 40)) # isnar-img: lowest sum of moderate, of high
levels <- c("low", "moderate", "high")
real <- "../shared/data/byrne-elemm1-1to7.csv"
if (!file.exists(real)) stop("the real cohort is not beside the project: its rows would be lost")

# --- the cohorts -------------------------------------------------------------------
cut06 <- function(x) pmin(6, pmax(0, round(x)))
draw <- function(n, load = .7) {
  f <- rnorm(n); m <- matrix(0, n, 22)
  for (s in names(key)) {
    trait <- switch(s, ee = f, dp = .6 * f + .8 * rnorm(n), pa = -.4 * f + .9 * rnorm(n))
    for (i in key[[s]]) m[, i] <- cut06(c(ee = 2.4, dp = 1.6, pa = 4.2)[[s]] + 1.6 * (load * trait + sqrt(1 - load^2) * rnorm(n)))
  }
  m
}
holes <- function(m, share) { m[matrix(runif(length(m)) < share, nrow(m))] <- NA; m }
save <- function(name, m, ...) {
  d <- data.frame(id = sprintf("p%03d", 1:nrow(m)), ...)
  for (i in 1:22) d[[paste0("mbi", i)]] <- m[, i]
  file <- paste0("testdata/reference/cohorts/", name, ".csv")
  write.csv(d, file, row.names = FALSE, quote = FALSE, na = "")
  file
}
few <- draw(4)
one <- save("one", few[1, , drop = FALSE]); two <- save("two", few[1:2, ]); three <- save("three", few[1:3, ]); four <- save("four", few)
constant <- save("constant", matrix(rep(0:21 %% 7, each = 12), 12))
extreme <- save("extreme", 6 * (draw(40) > 3))
m <- draw(30); m[, key$pa] <- NA; m[1:3, ] <- NA; absent <- save("absent", m)
pair <- save("pair", holes(draw(44), .01), sex = c(rep(c("F", "M"), c(22, 16)), rep(NA, 6)))
five <- save("five", holes(draw(75), .03), ward = sample(rep(c(1, 2, 3, 10, 20), c(10, 12, 14, 17, 22))))
heavy <- save("heavy", holes(draw(60), .25))
m <- draw(50); m[, 11] <- 6 - m[, 11]; m[, 19] <- 6 - m[, 19]; reversed <- save("reversed", m)
ties <- save("ties", matrix(sample(c(0, 0, 5), 22 * 26, replace = TRUE), 26))
interns <- "testdata/cohorts/interns.csv"

# --- the list ----------------------------------------------------------------------
number <- function(x) ifelse(is.na(x), "NA", sprintf("%.17g", x))
rows <- list()
row <- function(table, group, subscale, statistic, level = "", value = NA, low = NA, high = NA, n = NA, lowest = NA, highest = NA, item = "")
  rows[[length(rows) + 1]] <<- c(paste(table, group, subscale, statistic, sep = ","), level, number(c(value, low, high, n, lowest, highest)), item)
print_rows <- function() {
  all <- do.call(rbind, rows); rows <<- list()
  levels <- function(v) if (all(v == "NA")) "" else if (one_value(v)) v[1] else paste(v, collapse = " ")
  for (key in unique(all[, 1])) cat(key, apply(all[all[, 1] == key, -1, drop = FALSE], 2, levels), sep = ",", fill = 1e6)
}

# Share k of n in percent, with its interval.
interval <- function(k, n, method, confidence) {
  z <- qnorm((1 + confidence) / 2); p <- k / n
  if (n == 0) return(c(NA, NA))
  100 * switch(method,
    wilson = suppressWarnings(prop.test(k, n, conf.level = confidence, correct = FALSE))$conf.int,
    "clopper-pearson" = binom.test(k, n, conf.level = confidence)$conf.int,
    wald = pmin(1, pmax(0, p + c(-1, 1) * z * sqrt(p * (1 - p) / n))),
    "wilson-cc" = { # Newcombe's method 4; prop.test leaves the correction out at k = n/2
      ends <- c(if (k == 0) 0 else (2 * k + z^2 - 1 - z * sqrt(z^2 - 2 - 1 / n + 4 * p * (n - k + 1))) / (2 * (n + z^2)),
                if (k == n) 1 else (2 * k + z^2 + 1 + z * sqrt(z^2 + 2 - 1 / n + 4 * p * (n - k - 1))) / (2 * (n + z^2)))
      if (2 * k != n) stopifnot(all.equal(ends, as.vector(suppressWarnings(prop.test(k, n, conf.level = confidence))$conf.int)))
      ends
    })
}
one_value <- function(x) length(unique(x)) < 2
cronbach <- function(m) if (ncol(m) > 1 && nrow(m) > 1 && !one_value(rowSums(m))) ncol(m) / (ncol(m) - 1) * (1 - sum(apply(m, 2, var)) / var(rowSums(m))) else NA
feldt <- function(a, n, k, confidence) if (is.na(a)) c(NA, NA) else 1 - (1 - a) * qf(c(1 + confidence, 1 - confidence) / 2, n - 1, (n - 1) * (k - 1))
whole <- function(m) m[rowSums(is.na(m)) == 0, , drop = FALSE]

# The list of `mbi summary` for the respondents m: each has an answer.
summary_list <- function(m, group, o) {
  at <- function(...) row(..., group = group)
  shares <- function(table, subscale, names, value, least, most) {
    n <- sum(!is.na(value))
    for (l in seq_along(names) - 1) {
      k <- sum(value == l, na.rm = TRUE); ends <- interval(k, n, o$interval, o$confidence)
      at(table, subscale = subscale, statistic = "n", level = names[l + 1], value = k, n = n, lowest = sum(least == l & most == l), highest = sum(least <= l & most >= l))
      at(table, subscale = subscale, statistic = "percent", level = names[l + 1], value = if (n) 100 * k / n else NA, low = ends[1], high = ends[2], n = n)
    }
  }
  scores <- hit <- hit.least <- hit.most <- list()
  for (s in names(key)) {
    it <- m[, key[[s]], drop = FALSE]; k <- ncol(it); given <- rowSums(!is.na(it)); sum <- rowSums(it, na.rm = TRUE)
    x <- ifelse(given == k, sum, ifelse(given > 0 & k - given <= o$prorate, sum * k / given, NA)); scores[[s]] <- x
    level <- function(x) findInterval(x, cuts[[s]])
    y <- x[!is.na(x)]; n <- length(y); varies <- !one_value(y)
    stat <- function(name, value, count = n, ...) at("scores", subscale = s, statistic = name, value = value, n = count, ...)
    stat("prorated", sum(!is.na(x) & given < k), nrow(m)); stat("missing", sum(is.na(x)), nrow(m)); stat("missing_answers", sum(is.na(it)), nrow(m))
    ok <- function(v) if (n) v else NA
    stat("mean", ok(mean(y))); stat("sd", sd(y)); stat("item_mean", ok(mean(y / k)))
    q <- quantile(y, c(.5, .25, .75), type = 7); stat("median", q[1]); stat("q1", q[2]); stat("q3", q[3])
    stat("min", if (n) min(y) else NA); stat("max", if (n) max(y) else NA)
    stat("skewness", if (n > 2 && varies) e1071::skewness(y, type = 2) else NA)
    stat("floor_percent", ok(100 * mean(y == 0))); stat("ceiling_percent", ok(100 * mean(y == 6 * k)))
    full <- whole(it); a <- cronbach(full); ends <- feldt(a, nrow(full), k, o$confidence)
    stat("alpha", a, nrow(full), low = ends[1], high = ends[2])
    least <- sum; most <- sum + 6 * (k - given)
    value <- rep(NA, length(x)); value[!is.na(x)] <- level(y)
    shares("levels", s, levels, value, level(least), level(most))
    on <- function(l) if (s == "pa") l == 0 else l == 2
    hit[[s]] <- on(value); a <- on(level(least)); b <- on(level(most)); hit.least[[s]] <- a & b; hit.most[[s]] <- a | b
  }
  add <- function(h) h$ee + h$dp + h$pa
  shares("dimensions", "", 0:3, add(hit), add(hit.least), add(hit.most))
  at("dimensions", subscale = "", statistic = "undecided", value = sum(is.na(add(hit))), n = nrow(m))
  for (p in list(c("ee", "dp"), c("ee", "pa"), c("dp", "pa"))) {
    both <- !is.na(scores[[p[1]]]) & !is.na(scores[[p[2]]]); x <- scores[[p[1]]][both]; y <- scores[[p[2]]][both]; n <- length(x)
    put <- function(method) {
      r <- q <- NA; ends <- c(NA, NA)
      if (n > 2 && !one_value(x) && !one_value(y)) {
        t <- if (method == "pearson") cor.test(x, y, conf.level = o$confidence) else cor.test(x, y, method = "spearman", exact = FALSE)
        r <- t$estimate; q <- t$p.value
        if (n > 3) ends <- if (method == "pearson") t$conf.int else tanh(atanh(r) + c(-1, 1) * qnorm((1 + o$confidence) / 2) * sqrt((1 + r^2 / 2) / (n - 3)))
        if (1 - abs(r) < 1e-15) { r <- sign(r); q <- 0; if (n > 3) ends <- c(r, r) } # cor rounds 1 to 0.99999999999999978
      }
      name <- paste0(p[1], "-", p[2])
      at("correlations", subscale = name, statistic = method, value = r, low = ends[1], high = ends[2], n = n)
      at("correlations", subscale = name, statistic = paste0(method, "_p"), value = q, n = n)
    }
    put("pearson"); put("spearman")
  }
}

# The list of `mbi items` for the respondents m.
items_list <- function(m, group, o) {
  for (s in names(key)) {
    at <- function(...) row(..., group = group, subscale = s)
    it <- m[, key[[s]], drop = FALSE]; k <- ncol(it); full <- whole(it); n <- nrow(full)
    a <- cronbach(full); ends <- feldt(a, n, k, o$confidence); varies <- apply(full, 2, function(x) !one_value(x))
    r <- if (n > 1 && all(varies)) cor(full); mean.r <- if (is.null(r)) NA else mean(r[lower.tri(r)])
    l <- if (!is.null(r)) minres(r, paste(o$file, group, s))
    at("reliability", statistic = "alpha", value = a, low = ends[1], high = ends[2], n = n)
    at("reliability", statistic = "standardised_alpha", value = if (is.na(mean.r) || abs(1 + (k - 1) * mean.r) < 1e-12) NA else k * mean.r / (1 + (k - 1) * mean.r), n = n)
    at("reliability", statistic = "mean_inter_item_r", value = mean.r, n = n)
    at("reliability", statistic = "omega", value = if (is.null(l)) NA else sum(l)^2 / (sum(l)^2 + sum(1 - l^2)), n = n)
    at("reliability", statistic = "sem", value = if (is.na(a) || a < 0) NA else sd(rowSums(full)) * sqrt(1 - a), n = n)
    for (i in 1:k) {
      x <- it[!is.na(it[, i]), i]; item <- key[[s]][i]; given <- length(x)
      stat <- function(name, value, count = given) at("items", statistic = name, item = item, value = value, n = count)
      share <- function(v) if (given) 100 * mean(x == v) else NA
      stat("n", given, nrow(m)); stat("missing", nrow(m) - given, nrow(m)); stat("mean", if (given) mean(x) else NA); stat("sd", sd(x))
      stat("floor_percent", share(0)); stat("ceiling_percent", share(6))
      rest <- rowSums(full[, -i, drop = FALSE])
      stat("item_rest_r", if (n > 1 && varies[i] && !one_value(rest)) cor(full[, i], rest) else NA, n); stat("alpha_without", cronbach(full[, -i, drop = FALSE]), n)
      for (v in 0:6) { answer <- function(...) at("answers", level = v, item = item, n = given, ...); answer(statistic = "n", value = sum(x == v)); answer(statistic = "percent", value = share(v)) }
    }
  }
}

# Prints the section of a command line.
run <- function(command, file, by = NULL, prorate = 0, interval = "wilson", confidence = .95) {
  flags <- c(if (!is.null(by)) paste("--by", by), if (prorate) paste0("--missing prorate=", prorate), if (interval != "wilson") paste("--interval", interval),
             if (confidence != .95) paste("--confidence", confidence), if (file == real) "--coding 1-7")
  cat("--", paste(c(command, flags, file), collapse = " "), "--\n")
  o <- list(file = file, prorate = prorate, interval = interval, confidence = confidence)
  print_list <- if (command == "items") items_list else summary_list
  d <- read.csv(file, na.strings = ""); n <- nrow(d)
  m <- if (file == real) as.matrix(d[, paste0("ITEM", 1:22)]) - 1 else as.matrix(d[, paste0("mbi", 1:22)])
  there <- rowSums(!is.na(m)) > 0; m <- m[there, , drop = FALSE]; d <- d[there, ]
  flow <- c(rows = n, blank = 0, previews = 0, filtered = 0, without_answers = sum(!there), respondents = sum(there), complete = sum(rowSums(is.na(m)) == 0))
  for (name in names(flow)) row("flow", "", "", name, value = flow[[name]], n = n)
  print_list(m, "", o)
  if (is.null(by)) return(print_rows())
  for (value in sort(unique(d[[by]]))) {
    of <- which(d[[by]] == value); group <- paste0(by, "=", value)
    stopifnot(length(of) >= 5)
    row("flow", group, "", "n", value = length(of), n = length(of))
    print_list(m[of, , drop = FALSE], group, o)
  }
  hidden <- c(withheld_groups = 0, withheld_respondents = 0, ungrouped_respondents = sum(is.na(d[[by]])))
  for (name in names(hidden)) row("groups", "", "", name, value = hidden[[name]], n = nrow(m))
  print_rows()
}

all <- c(interns, one, two, three, four, constant, extreme, absent, pair, five, heavy, reversed, ties, real)
for (file in all) run("summary", file)
for (method in c("clopper-pearson", "wilson-cc", "wald")) for (file in c(interns, constant, four)) run("summary", file, interval = method)
for (method in c("wilson", "clopper-pearson", "wilson-cc", "wald")) run("summary", heavy, interval = method, confidence = .9, prorate = 3)
run("summary", interns, by = "sex", confidence = .9); run("summary", interns, by = "semester"); run("summary", pair, by = "sex"); run("summary", five, by = "ward", prorate = 1)
for (n in 1:2) for (file in c(interns, absent, pair, heavy)) run("summary", file, prorate = n)
run("summary", interns, by = "sex", prorate = 2); run("summary", heavy, prorate = 4)
for (file in setdiff(all, c(pair, five))) run("items", file)
run("items", interns, by = "sex", confidence = .9); run("items", five, by = "ward"); run("items", heavy, prorate = 2)
