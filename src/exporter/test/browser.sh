#!/bin/sh
# Runs the tests of the pages in a real browser, or says how to get one: browser.sh [CLASS]. As root on Debian it is installed.
set -eu

chrome= chromedriver=

find_browser() {
    for name in chromium chromium-browser google-chrome google-chrome-stable \
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
        chrome=$(command -v "$name") && break
    done
    chromedriver=$(command -v chromedriver || command -v "${CHROMEWEBDRIVER:-none}/chromedriver")
    [ -n "$chrome" ] && [ -n "$chromedriver" ]
}

install_browser() {
    [ "$(id -u)" = 0 ] && grep -q '^ID=debian' /etc/os-release 2>/dev/null || return 1
    echo "Installing chromium and chromium-driver ..."
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        chromium chromium-driver poppler-utils; } >target/browser.log 2>&1
}

find_browser || { install_browser && find_browser; } || {
    echo "Skipped the tests of the pages: they need Chromium or Chrome and its chromedriver on the PATH (Debian: apt-get install chromium chromium-driver; macOS: brew install --cask google-chrome chromedriver)."
    exit 0
}
echo "Testing the pages in $chrome ..."
rm -rf target/gradwalk-exporter/failsafe-reports
sh src/build/maven.sh -pl src/exporter -am test-compile failsafe:integration-test failsafe:verify \
    "-Dgradwalk.chrome=$chrome" "-Dgradwalk.chromedriver=$chromedriver" \
    "-Dgradwalk.python=$(sed -n 1p target/jupyter/choice)" ${1:+"-Dit.test=$1" -Dfailsafe.failIfNoSpecifiedTests=false}
