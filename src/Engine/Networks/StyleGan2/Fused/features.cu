// The pointwise work around StyleGAN2's convolutions, one pass over the features each. Compiled by NVRTC when it is first needed, once
// for each type of features: NARROW is 1 for bfloat16 and 0 for float. No headers, so that nothing but the compiler is needed.
// PlainFeatureKernels.cs says the same in libtorch's operations.
//
// Features are [B, H, W, C] in memory, C a multiple of eight; blockIdx.y is the picture. A thread keeps eight neighbouring channels and
// walks over pixels, so that what belongs to channels stays in its registers. blockDim.x is (C / 8) * rows.

#if NARROW
typedef unsigned short feature;
#else
typedef float feature;
#endif

#define SLOPE 0.2f
#define EACH 8

__device__ __forceinline__ void load(const feature* from, float* values)
{
#if NARROW
    uint4 raw = *reinterpret_cast<const uint4*>(from);
    unsigned words[4] = {raw.x, raw.y, raw.z, raw.w};
#pragma unroll
    for (int i = 0; i < 4; i++)
    {
        values[2 * i] = __uint_as_float(words[i] << 16);
        values[2 * i + 1] = __uint_as_float(words[i] & 0xffff0000u);
    }
#else
    *reinterpret_cast<float4*>(values) = *reinterpret_cast<const float4*>(from);
    *reinterpret_cast<float4*>(values + 4) = *reinterpret_cast<const float4*>(from + 4);
#endif
}

__device__ __forceinline__ void store(feature* to, const float* values)
{
#if NARROW
    unsigned words[4];
#pragma unroll
    for (int i = 0; i < 4; i++)
    {
        asm("cvt.rn.bf16x2.f32 %0, %1, %2;" : "=r"(words[i]) : "f"(values[2 * i + 1]), "f"(values[2 * i]));
    }
    *reinterpret_cast<uint4*>(to) = make_uint4(words[0], words[1], words[2], words[3]);
#else
    *reinterpret_cast<float4*>(to) = *reinterpret_cast<const float4*>(values);
    *reinterpret_cast<float4*>(to + 4) = *reinterpret_cast<const float4*>(values + 4);
#endif
}

// Of parameters, which need not lie on a boundary of 16 bytes.
__device__ __forceinline__ void read_row(const float* from, float* values)
{
#pragma unroll
    for (int i = 0; i < EACH; i++)
    {
        values[i] = from[i];
    }
}

// activated = clamp(leaky(convolved * demodulation + noise * strength + bias)) in place of what was convolved, and that times the next
// layer's styles, if it is wanted (`scaled` is not null).
extern "C" __global__ void finish(
    feature* features, const float* demodulation, const float* noise, const float* strength, const float* bias, const float* styles,
    feature* scaled, int pixels, int channels, int noise_stride, float bound)
{
    int groups = channels / EACH, rows = blockDim.x / groups, picture = blockIdx.y;
    int channel = (threadIdx.x % groups) * EACH;
    float d[EACH], b[EACH], s[EACH], loudness = noise ? *strength : 0.f;
    read_row(demodulation + picture * channels + channel, d);
    read_row(bias + channel, b);
    if (scaled)
    {
        read_row(styles + picture * channels + channel, s);
    }

#pragma unroll 2
    for (int pixel = blockIdx.x * rows + threadIdx.x / groups; pixel < pixels; pixel += gridDim.x * rows)
    {
        size_t at = ((size_t)picture * pixels + pixel) * channels + channel;
        float n = noise ? noise[(size_t)picture * noise_stride + pixel] * loudness : 0.f;
        float x[EACH];
        load(features + at, x);
#pragma unroll
        for (int i = 0; i < EACH; i++)
        {
            float z = fmaf(x[i], d[i], n + b[i]);
            z = z > 0.f ? z : z * SLOPE;
            x[i] = fminf(fmaxf(z, -bound), bound);
        }

        store(features + at, x);
        if (scaled)
        {
#pragma unroll
            for (int i = 0; i < EACH; i++)
            {
                x[i] *= s[i];
            }

            store(scaled + at, x);
        }
    }
}

// Gradients of finish, and of the RGB output that reads the same features (WITH_RGB). Sums over pixels come out a block at a time,
// partial[B, gridDim.x, SUMS, C]: of the gradients of the next layer's styles, of demodulation (times it), of bias, of the noise's strength,
// and of the three rows of RGB weights. What was convolved is not kept: it follows from the activated features, for leaky ReLU can be undone.
#define SUMS 7

template <bool WITH_RGB>
__device__ __forceinline__ void finish_backward(
    const feature* scaled_gradient, const float* styles, const float* rgb_gradient, const float* rgb_weights,
    const feature* activated, const float* demodulation, const float* noise, const float* strength, const float* bias,
    feature* gradient, float* partial, int pixels, int channels, int noise_stride, float bound)
{
    extern __shared__ float shared[];
    constexpr int kept = WITH_RGB ? SUMS : SUMS - 3;
    int groups = channels / EACH, rows = blockDim.x / groups, picture = blockIdx.y;
    int channel = (threadIdx.x % groups) * EACH;
    float d[EACH], b[EACH], s[EACH], w[WITH_RGB ? 3 : 1][EACH], sums[kept][EACH], loudness = noise ? *strength : 0.f;
    read_row(demodulation + picture * channels + channel, d);
    read_row(bias + channel, b);
#pragma unroll
    for (int i = 0; i < EACH; i++)
    {
        s[i] = scaled_gradient ? styles[picture * channels + channel + i] : 0.f;
        if (WITH_RGB)
        {
#pragma unroll
            for (int k = 0; k < 3; k++)
            {
                w[k][i] = rgb_weights[((size_t)picture * channels + channel + i) * 3 + k];
            }
        }
#pragma unroll
        for (int k = 0; k < kept; k++)
        {
            sums[k][i] = 0.f;
        }
    }

    for (int pixel = blockIdx.x * rows + threadIdx.x / groups; pixel < pixels; pixel += gridDim.x * rows)
    {
        size_t at = ((size_t)picture * pixels + pixel) * channels + channel;
        float n = noise ? noise[(size_t)picture * noise_stride + pixel] : 0.f;
        float out[EACH], g[EACH], rgb[3] = {0.f, 0.f, 0.f};
        load(activated + at, out);
#pragma unroll
        for (int i = 0; i < EACH; i++)
        {
            g[i] = 0.f;
        }

        if (scaled_gradient)
        {
            load(scaled_gradient + at, g);
        }

        if (WITH_RGB)
        {
            const float* from = rgb_gradient + ((size_t)picture * pixels + pixel) * 3;
            rgb[0] = from[0];
            rgb[1] = from[1];
            rgb[2] = from[2];
        }

#pragma unroll
        for (int i = 0; i < EACH; i++)
        {
            sums[0][i] = fmaf(g[i], out[i], sums[0][i]);
            float total = g[i] * s[i];
            if (WITH_RGB)
            {
#pragma unroll
                for (int k = 0; k < 3; k++)
                {
                    sums[4 + k][i] = fmaf(rgb[k], out[i], sums[4 + k][i]);
                    total = fmaf(rgb[k], w[k][i], total);
                }
            }

            bool positive = out[i] > 0.f;
            total = fabsf(out[i]) < bound ? (positive ? total : total * SLOPE) : 0.f;
            float product = (positive ? out[i] : out[i] * (1.f / SLOPE)) - fmaf(n, loudness, b[i]);
            sums[1][i] = fmaf(total, product, sums[1][i]);
            sums[2][i] += total;
            sums[3][i] = fmaf(total, n, sums[3][i]);
            g[i] = total * d[i];
        }

        store(gradient + at, g);
    }

    float* to = partial + ((size_t)picture * gridDim.x + blockIdx.x) * SUMS * channels;
#pragma unroll
    for (int k = 0; k < kept; k++)
    {
        __syncthreads();
#pragma unroll
        for (int i = 0; i < EACH; i++)
        {
            shared[(threadIdx.x / groups) * channels + channel + i] = sums[k][i];
        }

        __syncthreads();
        for (int c = threadIdx.x; c < channels; c += blockDim.x)
        {
            float total = 0.f;
            for (int row = 0; row < rows; row++)
            {
                total += shared[row * channels + c];
            }

            to[k * channels + c] = total;
        }
    }
}

#define BACKWARD(name, with_rgb) \
    extern "C" __global__ void __launch_bounds__(256, 2) name( \
        const feature* scaled_gradient, const float* styles, const float* rgb_gradient, const float* rgb_weights, \
        const feature* activated, const float* demodulation, const float* noise, const float* strength, const float* bias, \
        feature* gradient, float* partial, int pixels, int channels, int noise_stride, float bound) \
    { \
        finish_backward<with_rgb>( \
            scaled_gradient, styles, rgb_gradient, rgb_weights, activated, demodulation, noise, strength, bias, \
            gradient, partial, pixels, channels, noise_stride, bound); \
    }

BACKWARD(finish_backward_hidden, false)
BACKWARD(finish_backward_shown, true)

// The low-pass filter after a transposed convolution, and its transpose: smooth[y, x] = sum over 4x4 taps of features[y + i - pad, x + j - pad].
// Taps 1 3 3 1 over four each way. A thread makes a column of STRIP pixels, so that rows are filtered once for all four that want them.
#define STRIP 4

extern "C" __global__ void smooth(
    const feature* features, feature* smoothed, int height, int width, int smoothed_height, int smoothed_width, int channels, int pad)
{
    int groups = channels / EACH, picture = blockIdx.y, index = blockIdx.x * blockDim.x + threadIdx.x;
    int channel = (index % groups) * EACH, x = index / groups % smoothed_width, y = index / groups / smoothed_width * STRIP;
    if (y >= smoothed_height)
    {
        return;
    }

    const float taps[4] = {0.25f, 0.75f, 0.75f, 0.25f};
    float sums[STRIP][EACH];
#pragma unroll
    for (int k = 0; k < STRIP; k++)
    {
#pragma unroll
        for (int i = 0; i < EACH; i++)
        {
            sums[k][i] = 0.f;
        }
    }

#pragma unroll
    for (int row = 0; row < STRIP + 3; row++)
    {
        int from_y = y + row - pad;
        if (from_y < 0 || from_y >= height)
        {
            continue;
        }

        float line[EACH] = {0.f, 0.f, 0.f, 0.f, 0.f, 0.f, 0.f, 0.f};
#pragma unroll
        for (int j = 0; j < 4; j++)
        {
            int from_x = x + j - pad;
            if (from_x >= 0 && from_x < width)
            {
                float values[EACH];
                load(features + (((size_t)picture * height + from_y) * width + from_x) * channels + channel, values);
#pragma unroll
                for (int i = 0; i < EACH; i++)
                {
                    line[i] = fmaf(taps[j], values[i], line[i]);
                }
            }
        }

#pragma unroll
        for (int k = 0; k < STRIP; k++)
        {
            if (row - k >= 0 && row - k < 4)
            {
#pragma unroll
                for (int i = 0; i < EACH; i++)
                {
                    sums[k][i] = fmaf(taps[row - k], line[i], sums[k][i]);
                }
            }
        }
    }

#pragma unroll
    for (int k = 0; k < STRIP; k++)
    {
        if (y + k < smoothed_height)
        {
            store(smoothed + (((size_t)picture * smoothed_height + y + k) * smoothed_width + x) * channels + channel, sums[k]);
        }
    }
}

// A picture read off features, over the smaller one enlarged by two: rgb = clamp(features . weights + bias) + double(smaller); `own`,
// if it is wanted, is features . weights + bias. A team of lanes shares a pixel; `team` is a power of two up to 32.
extern "C" __global__ void read_picture(
    const feature* features, const float* weights, const float* bias, const float* smaller, float* rgb, float* own,
    int height, int width, int channels, float bound, int team)
{
    int picture = blockIdx.y, lane = threadIdx.x % team, pixels = height * width;
    int pixel = blockIdx.x * (blockDim.x / team) + threadIdx.x / team;
    bool inside = pixel < pixels;
    float sum[3] = {0.f, 0.f, 0.f};
    if (inside)
    {
        const feature* from = features + ((size_t)picture * pixels + pixel) * channels;
        for (int channel = lane * EACH; channel < channels; channel += team * EACH)
        {
            float x[EACH], w[3 * EACH];
            load(from + channel, x);
            const float* row = weights + ((size_t)picture * channels + channel) * 3;
#pragma unroll
            for (int i = 0; i < 3 * EACH; i += 4)
            {
                *reinterpret_cast<float4*>(w + i) = *reinterpret_cast<const float4*>(row + i);
            }

#pragma unroll
            for (int i = 0; i < EACH; i++)
            {
                sum[0] = fmaf(x[i], w[3 * i], sum[0]);
                sum[1] = fmaf(x[i], w[3 * i + 1], sum[1]);
                sum[2] = fmaf(x[i], w[3 * i + 2], sum[2]);
            }
        }
    }

    for (int step = team / 2; step > 0; step /= 2)
    {
#pragma unroll
        for (int k = 0; k < 3; k++)
        {
            sum[k] += __shfl_xor_sync(0xffffffffu, sum[k], step);
        }
    }

    if (!inside)
    {
        return;
    }

    int y = pixel / width, x = pixel % width, small_height = height / 2, small_width = width / 2;
    for (int k = lane; k < 3; k += team)
    {
        float value = (k == 0 ? sum[0] : k == 1 ? sum[1] : sum[2]) + bias[k];
        size_t at = ((size_t)picture * pixels + pixel) * 3 + k;
        if (own)
        {
            own[at] = value;
        }

        value = fminf(fmaxf(value, -bound), bound);
        if (smaller)
        {
            // Taps 1 3 3 1 over four, zeros in between: a pixel gets three quarters of its parent and one of the neighbour it leans to.
            int near_y = y / 2, far_y = y % 2 ? near_y + 1 : near_y - 1, near_x = x / 2, far_x = x % 2 ? near_x + 1 : near_x - 1;
            const float* from = smaller + (size_t)picture * small_height * small_width * 3 + k;
            bool has_y = far_y >= 0 && far_y < small_height, has_x = far_x >= 0 && far_x < small_width;
            value += 0.5625f * from[(near_y * small_width + near_x) * 3];
            value += has_x ? 0.1875f * from[(near_y * small_width + far_x) * 3] : 0.f;
            value += has_y ? 0.1875f * from[(far_y * small_width + near_x) * 3] : 0.f;
            value += has_x && has_y ? 0.0625f * from[(far_y * small_width + far_x) * 3] : 0.f;
        }

        rgb[at] = value;
    }
}

// The gradient of the smaller picture: the transpose of the enlargement above. height and width are the smaller picture's.
extern "C" __global__ void halve_gradient(const float* gradient, float* smaller, int height, int width)
{
    int picture = blockIdx.y, index = blockIdx.x * blockDim.x + threadIdx.x, count = height * width * 3;
    if (index >= count)
    {
        return;
    }

    int k = index % 3, x = index / 3 % width, y = index / 3 / width;
    const float taps[4] = {0.25f, 0.75f, 0.75f, 0.25f};
    const float* from = gradient + (size_t)picture * 4 * count + k;
    float sum = 0.f;
#pragma unroll
    for (int i = 0; i < 4; i++)
    {
        int row = 2 * y + i - 1;
        if (row < 0 || row >= 2 * height)
        {
            continue;
        }
#pragma unroll
        for (int j = 0; j < 4; j++)
        {
            int column = 2 * x + j - 1;
            if (column >= 0 && column < 2 * width)
            {
                sum = fmaf(taps[i] * taps[j], from[((size_t)row * 2 * width + column) * 3], sum);
            }
        }
    }

    smaller[(size_t)picture * count + index] = sum;
}
