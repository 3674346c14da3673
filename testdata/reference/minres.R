# The loadings of one factor by minres, NULL where there is no proper minimum; for the
# scripts beside it. psych's optimiser stops where the fit improves by less than a few parts
# in 1e9; Newton's method goes on from there to the minimum.
suppressMessages(library(psych))
minres <- function(r, cohort) {
  l <- suppressWarnings(suppressMessages(as.vector(fa(r, nfactors = 1, fm = "minres")$loadings)))
  from <- l
  for (step in 1:200) {
    d <- r - l %o% l; diag(d) <- 0
    h <- 2 * l %o% l - r; diag(h) <- sum(l^2) - l^2
    change <- tryCatch(solve(h, d %*% l), error = function(e) NA)
    if (anyNA(change)) return(NULL)
    l <- l + as.vector(change)
    if (max(abs(change)) < 1e-15) break
  }
  proper <- all(l^2 < 1 - 1e-6) && min(eigen(h)$values) > 1e-6
  cat(cohort, if (proper) "psych stops within" else "no proper minimum, psych is off by", max(abs(l - from)), "\n", file = stderr())
  if (proper) { stopifnot(max(abs(l - from)) < 1e-3); l }
}
