# The numbers of `mbi compare`, from R (written with 4.2.2):
#   Rscript testdata/reference/compare.R > testdata/reference/compare.csv
# also writes testdata/cohorts/waves.csv, a synthetic cohort of two waves, and three
# small ones in testdata/reference/cohorts: nobody answered anything here. What base R
# lacks comes from groups.R and commands.R, their functions alone.
functions <- function(all) for (e in as.list(all))
  if (is.call(e) && identical(e[[1]], as.name("<-")) && is.call(e[[3]]) && identical(e[[3]][[1]], as.name("function"))) eval(e, globalenv())
functions(parse("testdata/reference/groups.R")[[1]][[2]])
interval <- NULL; for (e in as.list(parse("testdata/reference/commands.R"))) if (is.call(e) && identical(e[[2]], as.name("interval"))) eval(e)
key <- list(ee = c(1, 2, 3, 6, 8, 13, 14, 16, 20), dp = c(5, 10, 11, 15, 22), pa = c(4, 7, 9, 12, 17, 18, 19, 21))
cuts <- list(ee = c(18, 30), dp = c(6, 12), pa = c(34, 40)) # isnar-img: lowest sum of moderate, of high
levels3 <- c("low", "moderate", "high")
items <- paste0("mbi", 1:22)

# --- two waves of a synthetic cohort -------------------------------------------------
set.seed(1806)
n <- 64
trait <- rnorm(n); age <- round(rnorm(n, 27, 3)); hours <- round(rnorm(n, 52, 7) * 2) / 2
answer <- function(shift) {
  m <- matrix(NA, n, 22)
  for (s in names(key)) for (i in key[[s]])
    m[, i] <- pmin(6, pmax(0, round(switch(s, ee = 2.4 + shift + 1.1 * trait, dp = 1.5 + shift / 2 + .8 * trait, pa = 4.2 - .5 * trait) + rnorm(n, sd = 1.2))))
  m[cbind(sample(n, 14, TRUE), sample(22, 14, TRUE))] <- NA
  m
}
before <- answer(0); after <- answer(.35)
after[3, ] <- NA # a row without an answer
wave <- function(m, name) { d <- data.frame(code = sprintf("w%02d", 1:n), wave = name, site = rep(c("Nord", "Sud", "Ouest", "Est", "Centre"), c(25, 20, 12, 4, 3)), age = age, hours = sub(".", ",", format(hours, trim = TRUE, nsmall = 1), fixed = TRUE)); for (i in 1:22) d[[items[i]]] <- m[, i]; d }
file <- rbind(wave(before, "before")[-c(60:64), ], wave(after, "after")[-c(11, 12), ])
file$hours[c(2, 30)] <- NA; file$code[c(17)] <- NA; file$wave[40] <- NA
file <- file[sample(nrow(file)), ]
write.table(file, "testdata/cohorts/waves.csv", sep = ";", row.names = FALSE, quote = FALSE, na = "", fileEncoding = "UTF-8")

# --- scores ------------------------------------------------------------------------------
read <- function(path, sep) { d <- read.csv(path, sep = sep, colClasses = "character", na.strings = ""); for (i in items) d[[i]] <- as.integer(d[[i]]); d[rowSums(!is.na(d[, items])) > 0, ] }
score <- function(d, s, most) { m <- as.matrix(d[, items[key[[s]]]]); k <- rowSums(!is.na(m)); ifelse(k > 0 & ncol(m) - k <= most, rowSums(m, na.rm = TRUE) * ncol(m) / k, NA) }
lowest <- function(d, s) rowSums(d[, items[key[[s]]]], na.rm = TRUE)
highest <- function(d, s) lowest(d, s) + 6 * rowSums(is.na(d[, items[key[[s]]]]))
level <- function(s, x) findInterval(x, cuts[[s]])
affected <- function(s, x) if (s == "pa") level(s, x) == 0 else level(s, x) == 2

# --- the list -------------------------------------------------------------------------------
rows <- NULL; run <- ""
emit <- function(table, group, subscale, statistic, level, value, low = NA, high = NA, n, lowest = NA, highest = NA) {
  g <- function(x) ifelse(is.na(x) | !is.finite(x), "", sprintf("%.17g", x))
  rows[[length(rows) + 1]] <<- c(run, table, group, subscale, statistic, level, g(value), g(low), g(high), g(n), g(lowest), g(highest))
}
p_values <- NULL
conf <- .95; proportion <- "wilson" # of the run
quiet <- suppressWarnings
# A test or an effect: what is NA is undefined.
stat <- function(table, group, s, name, n, value = NULL, low = NA, high = NA, df = NULL, p = NULL, holm = NULL) {
  if (!is.null(value)) emit(table, group, s, name, "", value, low, high, n)
  if (!is.null(p) && is.na(p)) { emit(table, group, s, paste0(name, "_p"), "", NA, n = n); return(invisible()) }
  for (i in seq_along(df)) emit(table, group, s, paste0(name, "_df", if (length(df) > 1) i), "", df[i], n = n)
  if (!is.null(p)) { emit(table, group, s, paste0(name, "_p"), "", p, n = n)
    if (!is.null(holm)) emit(table, group, s, paste0(name, "_p_holm"), "", holm, n = n)
    else { emit(table, group, s, paste0(name, "_p_holm"), "", NA, n = n); p_values[[length(p_values) + 1]] <<- c(length(rows), p) } }
}
begin <- function(name) { run <<- name; p_values <<- NULL }
end <- function(n) {
  v <- if (is.null(p_values)) matrix(0, 0, 2) else do.call(rbind, p_values); h <- p.adjust(v[, 2], "holm")
  for (i in seq_along(h)) rows[[v[i, 1]]][7] <<- sprintf("%.17g", h[i])
  emit("holm", "", "", "tests", "", length(h), n = n)
}
describe <- function(table, group, s, x) {
  q <- quantile(x, c(.5, .25, .75), type = 7); n <- length(x)
  emit(table, group, s, "mean", "", mean(x), n = n); emit(table, group, s, "sd", "", sd(x), n = n)
  emit(table, group, s, "median", "", q[1], n = n); emit(table, group, s, "q1", "", q[2], n = n); emit(table, group, s, "q3", "", q[3], n = n)
}
share <- function(table, group, s, l, k, n, least, most) {
  w <- interval(k, n, proportion, conf); emit(table, group, s, "n", l, k, n = n, lowest = least, highest = most); emit(table, group, s, "percent", l, 100 * k / n, w[1], w[2], n)
}
counts_test <- function(table, s, m, pair) {
  if (table != "affected_tests") m <- m[, colSums(m) > 0, drop = FALSE]
  n <- sum(m); square <- all(dim(m) == 2)
  if (min(dim(m)) < 2 || any(rowSums(m) == 0) || any(colSums(m) == 0)) {
    stat(table, "", s, "chi_square", n, NA, p = NA); stat(table, "", s, "cramer_v", n, NA); if (square) stat(table, "", s, "fisher", n, p = NA)
    return(NULL)
  }
  c <- quiet(chisq.test(m, correct = FALSE))
  stat(table, "", s, "chi_square", n, c$statistic, df = c$parameter, p = c$p.value)
  stat(table, "", s, "cramer_v", n, sqrt(c$statistic / (n * (min(dim(m)) - 1))))
  if (square) stat(table, "", s, "fisher", n, p = fisher.test(m)$p.value)
  else if (any(c$expected < 5)) stat(table, "", s, "monte_carlo", n, p = chisq.test(m, simulate.p.value = TRUE, B = 2e5)$p.value)
  c$expected
}
groups_run <- function(name, d, by, values, most = 0, places = NULL, label = function(v) paste0(by, "=", v), withheld = c(0, 0), ungrouped = 0, at = .95, method = "wilson") {
  conf <<- at; proportion <<- method
  begin(name); g <- d$group; of <- sapply(values, label); all <- nrow(d); two <- length(values) == 2; pair <- if (two) paste(of[1], "-", of[2]) else ""
  x <- lapply(names(key), function(s) score(d, s, most)); names(x) <- names(key)
  hit <- sapply(names(key), function(s) affected(s, x[[s]])); dims <- rowSums(hit)
  # The ends of what missing answers leave possible, of a level and of the dimensions.
  ends <- lapply(names(key), function(s) cbind(level(s, lowest(d, s)), level(s, highest(d, s)))); names(ends) <- names(key)
  certain <- rowSums(sapply(names(key), function(s) affected(s, lowest(d, s)) & affected(s, highest(d, s)))); possible <- rowSums(sapply(names(key), function(s) affected(s, lowest(d, s)) | affected(s, highest(d, s))))
  shares <- function(table, group, s, names, y, from, to) for (l in seq_along(names) - 1)
    share(table, group, s, names[l + 1], sum(y == l, na.rm = TRUE), sum(!is.na(y)), sum(from == l & to == l), sum(from <= l & to >= l))
  inside <- lapply(values, function(v) !is.na(g) & g == v)
  for (i in seq_along(values)) {
    emit("groups", of[i], "", "respondents", "", sum(inside[[i]]), n = sum(inside[[i]]))
    for (s in names(key)) { y <- x[[s]][inside[[i]]]; emit("scores", of[i], s, "missing", "", sum(is.na(y)), n = length(y)); y <- y[!is.na(y)]
      describe("scores", of[i], s, y); shares("levels", of[i], s, levels3, level(s, y), ends[[s]][inside[[i]], 1], ends[[s]][inside[[i]], 2]) }
    k <- dims[inside[[i]]]; shares("dimensions", of[i], "", 0:3, k, certain[inside[[i]]], possible[inside[[i]]])
    emit("dimensions", of[i], "", "undecided", "", sum(is.na(k)), n = length(k))
  }
  for (s in names(key)) {
    y <- lapply(inside, function(r) { v <- x[[s]][r]; v[!is.na(v)] }); v <- unlist(y); n <- length(v); f <- factor(rep(seq_along(y), lengths(y)))
    if (two) {
      t <- try_na(6, test_of(t.test(y[[1]], y[[2]], conf.level = conf))); h <- try_na(4, hedges(y[[1]], y[[2]], conf)); c <- try_na(4, cliff(y[[1]], y[[2]], conf))
      w <- try_na(2, quiet({ w <- wilcox.test(y[[1]], y[[2]]); c(w$statistic, w$p.value) }))
      stat("score_tests", pair, s, "welch_t", n, t[1], df = t[2], p = t[3])
      stat("score_tests", pair, s, "mean_difference", n, t[4], t[5], t[6])
      stat("score_tests", pair, s, "hedges_g", n, h[1], h[3], h[4])
      stat("score_tests", pair, s, "mann_whitney_w", n, w[1], p = w[2])
      stat("score_tests", pair, s, "cliff_delta", n, c[1], c[3], c[4])
    } else {
      w <- try_na(4, { w <- oneway.test(v ~ f); c(w$statistic, w$parameter, w$p.value) }); varies <- any(sapply(y, function(y) length(unique(y)) > 1))
      a <- try_na(5, quiet({ stopifnot(varies); a <- anova(lm(v ~ f)); ms <- a[2, 3]; c(a$F[1], a$Df, a$`Pr(>F)`[1], (a[1, 2] - a[1, 1] * ms) / (a[1, 2] + a[2, 2] + ms)) }))
      k <- try_na(3, { k <- kruskal.test(y); c(k$statistic, k$parameter, k$p.value) })
      stat("score_tests", "", s, "welch_f", n, w[1], df = w[2:3], p = w[4])
      stat("score_tests", "", s, "anova_f", n, a[1], df = a[2:3], p = a[4])
      stat("score_tests", "", s, "omega_squared", n, a[5])
      stat("score_tests", "", s, "kruskal_wallis_h", n, k[1], df = k[2], p = k[3])
      stat("score_tests", "", s, "epsilon_squared", n, k[1] / (n - 1))
      gh <- matrix(games_howell(y, conf), nrow = 6); du <- if (length(unique(v)) > 1) matrix(dunn(y), nrow = 2) else matrix(NA, 2, ncol(gh)); adjusted <- p.adjust(du[2, ], "holm"); r <- 0
      for (i in seq_along(y)) for (j in seq_along(y)) if (i < j) { r <- r + 1; o <- paste(of[i], "-", of[j]); m <- length(y[[i]]) + length(y[[j]])
        stat("score_pairs", o, s, "mean_difference", m, gh[1, r], gh[5, r], gh[6, r])
        stat("score_pairs", o, s, "games_howell_q", m, gh[2, r], df = if (!is.na(gh[3, r])) gh[3, r]); emit("score_pairs", o, s, "games_howell_q_p", "", gh[4, r], n = m)
        stat("score_pairs", o, s, "dunn_z", m, du[1, r], p = du[2, r], holm = adjusted[r]) }
    }
    if (!is.null(places)) { j <- if (length(unique(v)) > 1) jonckheere(y) else c(NA, NA); stat("score_tests", "", s, "jonckheere_j", n, j[1], p = j[2]) }
    e <- counts_test("level_tests", s, t(sapply(y, function(y) tabulate(level(s, y) + 1, 3))), pair); here <- which(sapply(0:2, function(l) any(level(s, v) == l)))
    if (!is.null(e)) for (i in seq_along(y)) for (j in seq_along(here)) emit("levels", of[i], s, "expected", levels3[here[j]], e[i, j], n = length(y[[i]]))
    m <- t(sapply(y, function(y) c(sum(affected(s, y)), sum(!affected(s, y)))))
    e <- counts_test("affected_tests", s, m, pair)
    if (!is.null(e)) for (i in seq_along(y)) { emit("affected", of[i], s, "expected", "yes", e[i, 1], n = length(y[[i]])); emit("affected", of[i], s, "expected", "no", e[i, 2], n = length(y[[i]])) }
    if (two) {
      z <- qnorm((1 + conf) / 2); p <- m[, 1] / rowSums(m); nc <- newcombe(m, conf)
      stat("affected_tests", pair, s, "risk_difference", n, nc[1], nc[2], nc[3])
      l <- try_na(3, { stopifnot(m[, 1] > 0, any(m[, 2] > 0)); exp(log(p[1] / p[2]) + c(0, -1, 1) * z * sqrt(sum(1 / m[, 1] - 1 / rowSums(m)))) }); stat("affected_tests", pair, s, "risk_ratio", n, l[1], l[2], l[3])
      l <- try_na(3, { stopifnot(m > 0); exp(coef(quiet(glm(m ~ c(1, 0), family = binomial, control = list(epsilon = 1e-14))))[2] + c(0, -1, 1) * z * sqrt(sum(1 / m))) }); stat("affected_tests", pair, s, "odds_ratio", n, l[1], l[2], l[3])
    }
    if (!is.null(places)) { a <- try_na(2, { a <- prop.trend.test(m[, 1], rowSums(m), places); slope <- coef(lm(m[, 1] / rowSums(m) ~ places, weights = rowSums(m)))[2]; c(sign(slope) * sqrt(a$statistic), a$p.value) })
      stat("affected_tests", "", s, "cochran_armitage_z", n, a[1], p = a[2]) }
  }
  y <- lapply(inside, function(r) dims[r & !is.na(dims)]); e <- counts_test("dimension_tests", "", t(sapply(y, function(y) tabulate(y + 1, 4))), pair); here <- sort(unique(unlist(y)))
  if (!is.null(e)) for (i in seq_along(y)) for (j in seq_along(here)) emit("dimensions", of[i], "", "expected", here[j], e[i, j], n = length(y[[i]]))
  emit("groups", "", "", "withheld_groups", "", withheld[1], n = all); emit("groups", "", "", "withheld_respondents", "", withheld[2], n = all); emit("groups", "", "", "ungrouped_respondents", "", ungrouped, n = all)
  end(all)
}
with_run <- function(name, d, columns, most = 0, at = .95) {
  begin(name); conf <<- at
  for (column in columns) {
    x <- as.numeric(sub(",", ".", d[[column]], fixed = TRUE)); emit("correlations", column, "", "blank", "", sum(is.na(x)), n = nrow(d))
    for (s in names(key)) { y <- score(d, s, most); ok <- !is.na(x) & !is.na(y); n <- sum(ok); z <- qnorm((1 + conf) / 2)
      t <- cor.test(x[ok], y[ok], conf.level = conf); stat("correlations", column, s, "pearson_r", n, t$estimate, t$conf.int[1], t$conf.int[2], p = t$p.value)
      r <- cor(rank(x[ok]), rank(y[ok])); ci <- tanh(atanh(r) + c(-1, 1) * z * sqrt((1 + r^2 / 2) / (n - 3)))
      stat("correlations", column, s, "spearman_rho", n, r, ci[1], ci[2], p = cor.test(rank(x[ok]), rank(y[ok]))$p.value) }
  }
  end(nrow(d))
}
sem <- c(ee = 11.35 * sqrt(1 - .9), dp = 6.53 * sqrt(1 - .79), pa = 7.39 * sqrt(1 - .71)) # DOMAIN: Belgian SDs, the manual's alphas
paired_run <- function(name, d, column, waves, most = 0, at = .95) {
  begin(name); conf <<- at; ok <- !is.na(d$code) & !is.na(d[[column]]); k <- d[ok, ]; a <- k[k[[column]] == waves[1], ]; b <- k[k[[column]] == waves[2], ]; ids <- length(union(a$code, b$code))
  both <- intersect(a$code, b$code); of <- paste0(column, "=", waves)
  emit("waves", "", "", "both", "", length(both), n = ids); emit("waves", of[1], "", "only", "", sum(!(a$code %in% b$code)), n = ids); emit("waves", of[2], "", "only", "", sum(!(b$code %in% a$code)), n = ids)
  emit("waves", "", "", "rows_without_id", "", sum(is.na(d$code)), n = nrow(d)); emit("waves", "", "", "rows_without_wave", "", sum(!is.na(d$code) & is.na(d[[column]])), n = nrow(d))
  a <- a[match(both, a$code), ]; b <- b[match(both, b$code), ]; o <- paste(of[2], "-", of[1])
  for (s in names(key)) {
    x <- score(a, s, most); y <- score(b, s, most); ok <- !is.na(x) & !is.na(y); x <- x[ok]; y <- y[ok]; n <- sum(ok); d2 <- y - x; limit <- 1.96 * sqrt(2) * sem[[s]]
    describe("wave_scores", of[1], s, x); emit("wave_scores", of[1], s, "affected", "", sum(affected(s, x)), n = n)
    describe("wave_scores", of[2], s, y); emit("wave_scores", of[2], s, "affected", "", sum(affected(s, y)), n = n)
    m <- table(factor(affected(s, x), c(FALSE, TRUE)), factor(affected(s, y), c(FALSE, TRUE)))
    for (v in list(list("became_affected", m[1, 2]), list("no_longer_affected", m[2, 1]), list("fell", sum(d2 < -limit)), list("within", sum(abs(d2) <= limit)), list("rose", sum(d2 > limit)), list("reliable_change", limit))) emit("changes", "", s, v[[1]], "", v[[2]], n = n)
    t <- t.test(y, x, paired = TRUE, conf.level = conf); stat("wave_tests", o, s, "paired_t", n, t$statistic, df = t$parameter, p = t$p.value)
    stat("wave_tests", o, s, "mean_change", n, mean(d2), t$conf.int[1], t$conf.int[2]); stat("wave_tests", o, s, "cohen_dz", n, mean(d2) / sd(d2))
    w <- suppressWarnings(wilcox.test(round(d2, 9))); stat("wave_tests", o, s, "signed_rank_v", n, w$statistic, p = w$p.value) # rounded: ties of fractions
    stat("wave_tests", o, s, "mcnemar_exact", n, p = binom.test(m[1, 2], m[1, 2] + m[2, 1])$p.value)
    c <- mcnemar.test(m, correct = FALSE); stat("wave_tests", o, s, "mcnemar_chi_square", n, c$statistic, df = c$parameter, p = c$p.value)
  }
  end(nrow(d))
}

interns <- read("testdata/cohorts/interns.csv", ","); waves <- read("testdata/cohorts/waves.csv", ";")
d <- interns; d$group <- d$sex; groups_run("sex", d, "sex", c("F", "M"))
groups_run("sex-prorated", d, "sex", c("F", "M"), most = 2)
d$group <- d$semester; groups_run("semester", d, "semester", 1:6, places = 1:6)
d$group <- d$semester; groups_run("semester-order", d, "semester", c(6, 2, 5, 1, 4, 3), most = 1, places = 1:6)
first <- waves[!is.na(waves$wave) & waves$wave == "after", ]; first$group <- first$site; small <- table(first$site)[c("Centre", "Est")]
groups_run("site", first, "site", c("Nord", "Ouest", "Sud"), withheld = c(2, sum(small)))
with_run("with", first, c("age", "hours")); with_run("with-prorated", first, c("age", "hours"), most = 2)
paired_run("waves", waves, "wave", c("before", "after")); paired_run("waves-prorated", waves, "wave", c("after", "before"), most = 2)

# --- small cohorts, missing cells, other intervals ---------------------------------------
with_run("with-90", first, c("age", "hours"), at = .9); paired_run("waves-99", waves, "wave", c("before", "after"), at = .99)
pair <- read("testdata/reference/cohorts/pair.csv", ","); pair$group <- pair$sex; none <- sum(is.na(pair$sex))
groups_run("pair", pair, "sex", c("F", "M"), ungrouped = none)
groups_run("pair-90", pair, "sex", c("F", "M"), most = 2, ungrouped = none, at = .9, method = "clopper-pearson")
five <- read("testdata/reference/cohorts/five.csv", ","); five$group <- five$ward
groups_run("five", five, "ward", c(20, 10, 3, 2, 1), places = 1:5)
groups_run("five-90", five, "ward", c(1, 2, 3, 10, 20), at = .9, method = "wald")
save <- function(name, m, group) {
  d <- data.frame(id = sprintf("p%02d", seq_along(group)), ward = group); for (i in 1:22) d[[items[i]]] <- m[, i]
  file <- paste0("testdata/reference/cohorts/", name, ".csv"); write.csv(d, file, row.names = FALSE, quote = FALSE, na = "")
  d <- read(file, ","); d$group <- d$ward; d
}
set.seed(911)
# Scores of which no two are equal: the exact tests.
m <- matrix(0, 14, 22)
for (s in names(key)) { k <- length(key[[s]]); total <- sample(6 * k - 2, 14); for (j in seq_len(k)) m[, key[[s]][j]] <- total %/% k + (j <= total %% k) }
groups_run("untied", save("untied", m, rep(c("a", "b"), c(8, 6))), "ward", c("b", "a"), places = 1:2)
# Groups of one, two and four; and groups in which nothing varies.
groups_run("small", save("small", matrix(sample(0:6, 7 * 22, TRUE), 7), rep(c("a", "b", "c"), c(1, 2, 4))), "ward", c("a", "b", "c"), places = 1:3)
groups_run("few", save("few", matrix(sample(c(0, 1, 6), 4 * 22, TRUE), 4), rep(c("a", "b"), c(1, 3))), "ward", c("a", "b"))
same <- matrix(rep(0:21 %% 7, each = 9), 9)
groups_run("level", save("level", same, rep(c("a", "b", "c"), 3)), "ward", c("a", "b", "c"), places = 1:3)
groups_run("level-two", save("level-two", same[1:6, ], rep(c("a", "b"), 3)), "ward", c("a", "b"))
cat("run,table,group,subscale,statistic,level,value,low,high,n,lowest,highest\n")
for (r in rows) cat(paste(r, collapse = ","), "\n", sep = "")
