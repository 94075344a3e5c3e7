"""StyleGAN2 (config-f) and LPIPS-alex in plain PyTorch, with random weights, run the way google/mystyle runs them.

Written from the papers' mathematics. Layers, order of operations and memory layout are those of the official networks in
training mode: activations are scaled by the styles, convolved (NCHW), demodulated, and get noise, bias, leaky ReLU and gain.
Pointwise chains are scripted, so that libtorch's fuser can make one kernel of them, as the official CUDA extensions do by hand.
"""
import math

import torch
from torch import nn
from torch.nn import functional as F

W_DIM = 512


def channels(side):
    return min(512, 32768 // side)


@torch.jit.script
def finish(x, demodulation, noise, bias):
    x = x * demodulation + noise + bias
    return torch.where(x > 0, x, x * 0.2) * 1.4142135623730951


@torch.jit.script
def finish_folded(x, noise, bias):
    x = x + noise + bias
    return torch.where(x > 0, x, x * 0.2) * 1.4142135623730951


class Affine(nn.Module):
    def __init__(self, outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, W_DIM))
        self.bias = nn.Parameter(torch.ones(outputs))

    def forward(self, w):
        return torch.addmm(self.bias.unsqueeze(0), w, (self.weight / math.sqrt(W_DIM)).t())


class StyledConvolution(nn.Module):
    def __init__(self, inputs, outputs, side, upsamples, taps):
        super().__init__()
        self.affine = Affine(inputs)
        self.weight = nn.Parameter(torch.randn(outputs, inputs, 3, 3))
        self.bias = nn.Parameter(torch.zeros(outputs))
        self.noise_strength = nn.Parameter(torch.zeros([]))
        self.register_buffer("noise", torch.randn(side, side))
        self.register_buffer("taps", taps)
        self.upsamples = upsamples

    def convolve(self, x, weight):
        if not self.upsamples:
            return F.conv2d(x, weight, padding=1)
        x = F.conv_transpose2d(x, weight.transpose(0, 1), stride=2)
        return F.conv2d(x, (self.taps * 4).expand(x.shape[1], 1, 4, 4), padding=1, groups=x.shape[1])

    def forward(self, x, w, fold):
        styles = self.affine(w)
        noise = self.noise * self.noise_strength
        bias = self.bias.view(1, -1, 1, 1)
        if fold:
            # One picture: styles and demodulation go into the weights, as the official network does outside training.
            weight = self.weight * styles.view(1, -1, 1, 1)
            weight = weight * (weight.square().sum(dim=[1, 2, 3], keepdim=True) + 1e-8).rsqrt()
            return finish_folded(self.convolve(x, weight), noise, bias)
        modulated = self.weight.unsqueeze(0) * styles.view(styles.shape[0], 1, -1, 1, 1)
        demodulation = (modulated.square().sum(dim=[2, 3, 4]) + 1e-8).rsqrt()
        x = self.convolve(x * styles[:, :, None, None], self.weight)
        return finish(x, demodulation[:, :, None, None], noise, bias)


class ToRgb(nn.Module):
    def __init__(self, inputs):
        super().__init__()
        self.affine = Affine(inputs)
        self.weight = nn.Parameter(torch.randn(3, inputs, 1, 1))
        self.bias = nn.Parameter(torch.zeros(3))
        self.gain = 1 / math.sqrt(inputs)

    def forward(self, x, w):
        styles = self.affine(w) * self.gain
        return F.conv2d(x * styles[:, :, None, None], self.weight) + self.bias.view(1, 3, 1, 1)


class Synthesis(nn.Module):
    def __init__(self, resolution):
        super().__init__()
        tap = torch.tensor([1.0, 3.0, 3.0, 1.0])
        taps = torch.outer(tap, tap) / 64
        self.register_buffer("taps", taps)
        self.constant = nn.Parameter(torch.randn(channels(4), 4, 4))
        self.convolutions, self.to_rgb = nn.ModuleList(), nn.ModuleList()
        inputs, side = channels(4), 4
        while side <= resolution:
            outputs = channels(side)
            block = nn.ModuleList()
            if side > 4:
                block.append(StyledConvolution(inputs, outputs, side, True, taps))
            block.append(StyledConvolution(outputs, outputs, side, False, taps))
            self.convolutions.append(block)
            self.to_rgb.append(ToRgb(outputs))
            inputs, side = outputs, side * 2

    @property
    def layers(self):
        return 2 * len(self.to_rgb)

    def forward(self, ws, fold=False):
        x = self.constant.unsqueeze(0).expand(ws.shape[0], -1, -1, -1)
        picture, row = None, 0
        for block, to_rgb in zip(self.convolutions, self.to_rgb):
            for convolution in block:
                x = convolution(x, ws[:, row], fold)
                row += 1
            if picture is not None:
                # Upsampling by two: zeros between the pixels, then the filter, in one transposed convolution.
                picture = F.conv_transpose2d(picture, (self.taps * 4).expand(3, 1, 4, 4), stride=2, padding=1, groups=3)
            rgb = to_rgb(x, ws[:, row])
            picture = rgb if picture is None else picture + rgb
        return picture


class Mapping(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(W_DIM, W_DIM) for _ in range(8)])

    def forward(self, z):
        x = z * (z.square().mean(dim=1, keepdim=True) + 1e-8).rsqrt()
        for layer in self.layers:
            x = F.leaky_relu(layer(x), 0.2) * math.sqrt(2)
        return x


class Lpips(nn.Module):
    """LPIPS over AlexNet; like the lpips package it runs both pictures through the network at every call."""

    def __init__(self):
        super().__init__()
        shapes = [(3, 64, 11, 4, 2), (64, 192, 5, 1, 2), (192, 384, 3, 1, 1), (384, 256, 3, 1, 1), (256, 256, 3, 1, 1)]
        self.convolutions = nn.ModuleList([nn.Conv2d(i, o, k, s, p) for i, o, k, s, p in shapes])
        self.weights = nn.ParameterList([nn.Parameter(torch.rand(1, o, 1, 1)) for _, o, _, _, _ in shapes])
        self.register_buffer("shift", torch.tensor([-0.030, -0.088, -0.188]).view(1, 3, 1, 1))
        self.register_buffer("scale", torch.tensor([0.458, 0.448, 0.450]).view(1, 3, 1, 1))

    def features(self, x):
        x = (x - self.shift) / self.scale
        taps = []
        for index, convolution in enumerate(self.convolutions):
            if index in (1, 2):
                x = F.max_pool2d(x, 3, 2)
            x = F.relu(convolution(x), inplace=True)
            taps.append(x)
        return taps

    def forward(self, a, b):
        total = 0
        for x, y, weight in zip(self.features(a), self.features(b), self.weights):
            x = x / ((x.square().sum(dim=1, keepdim=True) + 1e-20).sqrt() + 1e-10)
            y = y / ((y.square().sum(dim=1, keepdim=True) + 1e-20).sqrt() + 1e-10)
            total = total + F.conv2d((x - y).square(), weight).mean(dim=[2, 3])
        return total
