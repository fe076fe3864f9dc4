# Adds up Surefire's XML reports: the skipped tests with their reasons, the failed ones, and the
# closing line "N passed, N failed, N skipped".

function attribute(line, name,    found) {
  if (!match(line, " " name "=\"[^\"]*\"")) return ""
  found = substr(line, RSTART, RLENGTH)
  sub(/^[^"]*"/, "", found)
  sub(/"$/, "", found)
  return plain(found)
}

function plain(text) {
  gsub(/&lt;/, "<", text)
  gsub(/&gt;/, ">", text)
  gsub(/&quot;/, "\"", text)
  gsub(/&apos;/, "'", text)
  gsub(/&#10;.*/, "", text)
  gsub(/&amp;/, "\\&", text)
  return text
}

/<testsuite / {
  tests += attribute($0, "tests")
  failed += attribute($0, "failures") + attribute($0, "errors")
  skipped += attribute($0, "skipped")
}

/<testcase / {
  test = attribute($0, "classname") "." attribute($0, "name")
}

/<skipped/ {
  reason = attribute($0, "message")
  # An aborted test has its reason as the first line of its stack trace instead.
  if (reason == "" && match($0, /<!\[CDATA\[[^ ]*: /)) {
    reason = substr($0, RSTART + RLENGTH)
    sub(/\]\]>.*/, "", reason)
  }
  sub(/^Assumption failed: /, "", reason)
  skips[++skipLines] = "  " test (reason == "" ? "" : ": " reason)
}

/<(failure|error)[ >]/ {
  failures[++failureLines] = "  " test
}

END {
  if (skipLines) print "Skipped:"
  for (i = 1; i <= skipLines; i++) print skips[i]
  if (failureLines) print "Failed:"
  for (i = 1; i <= failureLines; i++) print failures[i]
  printf "%d passed, %d failed, %d skipped\n", tests - failed - skipped, failed, skipped
}
