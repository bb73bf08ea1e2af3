#!/usr/bin/env bash
# Serves MongoDB's wire protocol on 127.0.0.1: start.sh PORT FILE. Ends on SIGTERM, and keeps what it acknowledged.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
exec java -Xmx128m -cp "$here/lib:$here/lib/*" Launcher "$1" "$2"
