"""Puts runs side by side: a Markdown table of milliseconds a picture, and how many times faster than the first run each is.

usage: compare.py REFERENCE.json OTHER.json [OTHER.json ...]
"""
import json
import sys


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def label(report):
    return f"{report['program']} {report['precision']}"


def main(paths):
    reports = [load(path) for path in paths]
    first = reports[0]
    for report in reports:
        print(f"- {label(report)}: {report['machine']}; {report['device']}, {report['threads']} threads, libtorch {report['libTorch']}, "
              f"{report['resolution']} px, {report['anchors']} anchors, {report['startedUtc'][:16]} UTC")
    print()
    print("| | batch | " + " | ".join(label(report) for report in reports) + " |")
    print("|---|---|" + "---|" * len(reports))
    reference = {(item["name"], item["batch"]): item["perPicture"] for item in first["items"]}
    keys = list(dict.fromkeys((item["name"], item["batch"]) for report in reports for item in report["items"]))
    for name, batch in keys:
        cells = []
        # The official code works on one picture at a time: other batches are held against that.
        base = reference.get((name, batch)) or reference.get((name, 1))
        for report in reports:
            value = next((item["perPicture"] for item in report["items"] if (item["name"], item["batch"]) == (name, batch)), None)
            ratio = f" ({base / value:.2f}x)" if value and base and report is not first else ""
            cells.append("" if value is None else f"{value:.3g}{ratio}")
        print(f"| {name} | {batch} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
