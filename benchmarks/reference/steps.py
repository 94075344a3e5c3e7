"""Times the steps of MyStyle in plain PyTorch, the way google/mystyle takes them, and prints JSON of 'mystyle bench --json''s shape.

A tuning step takes one photo, runs LPIPS over both pictures, and updates tensor by tensor with torch.optim.Adam. Nothing is kept
from one step to the next. Batches are measured for the parts, so that they can be compared; the official code has no others than one.
"""
import argparse
import datetime
import io
import json
import os
import platform
import resource
import statistics
import time

import torch
from torch.nn import functional as F

from networks import W_DIM, Lpips, Mapping, Synthesis

PARTS = ["mapping", "forward", "backward", "perceptual", "optimiser", "tuning", "projection", "scrub"]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--resolution", type=int, default=1024)
    parser.add_argument("--batch", default="1,8")
    parser.add_argument("--anchors", type=int, default=100)
    parser.add_argument("--precision", choices=["fp32", "tf32"], default="fp32")
    parser.add_argument("--device", default="cuda:0" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--warm-up", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--only", default="")
    return parser.parse_args()


class Clock:
    def __init__(self, options, device):
        self.options, self.device, self.items = options, device, []

    def synchronise(self):
        if self.device.type == "cuda":
            torch.cuda.synchronize(self.device)

    def once(self, run):
        self.synchronise()
        start, work = time.perf_counter(), time.process_time()
        run()
        self.synchronise()
        return (time.perf_counter() - start) * 1000, (time.process_time() - work) * 1000

    def measure(self, name, batch, run):
        for _ in range(self.options.warm_up):
            self.once(run)
        times, work = [], []
        while len(times) < self.options.runs and (len(times) < 3 or sum(times) < self.options.seconds * 1000):
            milliseconds, processor = self.once(run)
            times.append(milliseconds)
            work.append(processor)
        median = statistics.median(times)
        self.items.append({
            "name": name, "batch": batch, "milliseconds": median, "fastest": min(times), "runs": len(times),
            "processorMilliseconds": statistics.mean(work), "gigaPerSecond": None, "perPicture": median / batch,
        })


def adam(parameters, rate):
    try:
        return torch.optim.Adam(parameters, lr=rate, foreach=False)
    except TypeError:  # Older than the option: tensor by tensor was all there was.
        return torch.optim.Adam(parameters, lr=rate)


def measure(clock, part, options, device):
    side, batches = options.resolution, [int(size) for size in options.batch.split(",")]
    synthesis, lpips = Synthesis(side).to(device), Lpips().to(device)
    for parameter in lpips.parameters():
        parameter.requires_grad_(False)

    def pictures(batch):
        return torch.rand(batch, 3, side, side, device=device) * 2 - 1

    def codes(batch):
        return torch.randn(batch, 1, W_DIM, device=device).expand(-1, synthesis.layers, -1)

    if part == "mapping":
        mapping = Mapping().to(device)
        with torch.no_grad():
            for batch in batches:
                z = torch.randn(batch, W_DIM, device=device)
                clock.measure("mapping", batch, lambda: mapping(z))
    elif part == "forward":
        with torch.no_grad():
            for batch in batches:
                ws = codes(batch)
                # Outside training the official network folds the styles into the weights; beyond one picture it would group.
                clock.measure("synthesis, forward", batch, lambda: synthesis(ws, fold=batch == 1))
    elif part == "backward":
        for batch in batches:
            ws = codes(batch)
            clock.measure("synthesis, forward and backward", batch, lambda: synthesis(ws).mean().backward())
    elif part == "perceptual":
        for batch in batches:
            target, image = pictures(batch), pictures(batch).requires_grad_()
            with torch.no_grad():
                clock.measure("perceptual network, features of the target", batch, lambda: lpips.features(target))
            clock.measure(
                "perceptual network, forward and backward", batch,
                lambda: (lpips(image, target).sum() + F.mse_loss(image, target)).backward())
    elif part == "optimiser":
        optimiser = adam(synthesis.parameters(), 1e-6)
        for parameter in synthesis.parameters():
            parameter.grad = torch.randn_like(parameter)
        clock.measure("optimiser step", 1, optimiser.step)
    elif part == "tuning":
        optimiser = adam(synthesis.parameters(), 1e-6)
        ws, target = codes(1), pictures(1)

        def tune():
            image = synthesis(ws)
            loss = lpips(image, target).mean() + F.mse_loss(image, target)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            return loss.item()

        clock.measure("tuning step", 1, tune)
    elif part == "projection":
        project(clock, synthesis, lpips, pictures(1), options.anchors, device)
    elif part == "scrub":
        scrub(clock, synthesis, codes)


def project(clock, synthesis, lpips, target, count, device):
    for parameter in synthesis.parameters():
        parameter.requires_grad_(False)
    anchors = torch.randn(count, W_DIM, device=device)
    alpha = torch.full([count, 1], 1 / count, device=device, requires_grad=True)
    deltas = torch.zeros(synthesis.layers, count, device=device, requires_grad=True)
    optimiser = adam([alpha, deltas], 1e-4)
    beta = 0.02

    def step(fold):
        free = alpha.t() + deltas
        bounded = F.softplus(free + beta, beta=100) - beta
        bounded = bounded / bounded.sum(dim=1, keepdim=True)
        image = synthesis((bounded @ anchors).unsqueeze(0), fold)
        loss = lpips(image, target).mean() + F.mse_loss(image, target)
        # A tiny constant: the norm has no slope at the zero that the deltas start from.
        loss = loss + 10 * (deltas[:12].square().sum(dim=1) + 1e-20).sqrt().sum() + 10 * (free.sum(dim=1) - 1).square().mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        return loss.item()

    clock.measure("projection step", 1, lambda: step(True))
    clock.measure("projection step, as in training mode", 1, lambda: step(False))


def scrub(clock, synthesis, codes):
    with torch.no_grad():
        ws = codes(1)

        def frame():
            image = synthesis(ws, fold=True)[0]
            return ((image + 1) * 127.5 + 0.5).clamp(0, 255).to(torch.uint8).permute(1, 2, 0).contiguous().cpu()

        clock.measure("frame, all layers", 1, frame)
        try:
            from PIL import Image
        except ImportError:
            return
        clock.measure(
            "frame to JPEG, all layers", 1, lambda: Image.fromarray(frame().numpy()).save(io.BytesIO(), "JPEG", quality=85, subsampling=2))


def processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or "unknown processor"


def main():
    options = arguments()
    device = torch.device(options.device)
    if options.threads:
        torch.set_num_threads(options.threads)
    torch.manual_seed(7)
    torch.backends.cudnn.benchmark = True
    torch.backends.cudnn.allow_tf32 = options.precision == "tf32"
    torch.backends.cuda.matmul.allow_tf32 = options.precision == "tf32"
    clock = Clock(options, device)
    started = datetime.datetime.now(datetime.timezone.utc).isoformat()
    chosen = [part for part in options.only.split(",") if part] or PARTS
    if device.type == "cuda":
        torch.cuda.init()
        torch.cuda.reset_peak_memory_stats()
    for part in [part for part in PARTS if part in chosen]:
        measure(clock, part, options, device)
    cores = len(os.sched_getaffinity(0))
    machine = f"{processor()}, {cores} processor(s)"
    if device.type == "cuda":
        machine = f"{torch.cuda.get_device_name(device)}; {machine}"
    print(json.dumps({
        "program": "reference",
        "startedUtc": started,
        "machine": machine,
        "device": str(device),
        "libTorch": torch.__version__,
        "precision": options.precision,
        "threads": torch.get_num_threads(),
        "resolution": options.resolution,
        "anchors": options.anchors,
        "parameters": sum(parameter.numel() for parameter in Synthesis(options.resolution).parameters()),
        "gigaMultiplyAdds": None,
        "items": clock.items,
        "peakMemory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "deviceMemory": torch.cuda.max_memory_reserved(device) if device.type == "cuda" else None,
    }))


if __name__ == "__main__":
    main()
