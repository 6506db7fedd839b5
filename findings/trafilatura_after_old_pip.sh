#!/usr/bin/env bash
# trafilatura 2.3.1 with jusText 3.0.2 and lxml 6.1.3: installed by pip 23.2.1 (the one inside Python 3.11), it cannot be imported.
#
# One would guess: that pip brings what a package needs. jusText asks for lxml[html_clean]; lxml names its extra html-clean;
# pips before 23.3 compare the two letter by letter, warn on one line among many, and leave lxml_html_clean out.
# Seen: pip's warning that lxml does not provide the extra, then ImportError: lxml.html.clean module is now a separate project.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet 'pip==23.2.1'
venv/bin/pip install --quiet trafilatura==2.3.1 jusText==3.0.2 lxml==6.1.3
venv/bin/python - <<'PYTHON'
try:
    import trafilatura
except ImportError as error:
    print("ImportError:", str(error).splitlines()[0])
    assert "lxml.html.clean module is now a separate project" in str(error)
else:
    raise SystemExit("imported: the surprise is gone")
PYTHON
