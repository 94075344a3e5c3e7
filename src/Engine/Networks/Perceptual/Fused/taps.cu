// The comparison of two pictures' features at one tap of a perceptual network, with its gradient, in one pass over them.
// Compiled by NVRTC when it is first needed. PlainTapKernels.cs says the same in libtorch's operations.

// distance = scale * sum over pixels and channels of (root * tap / |tap| - target)^2, a block's pixels at a time: partial[B, gridDim.x].
// Everything is [B, pixels, C] in memory, C a multiple of four. blockIdx.y is the picture, a team of lanes shares a pixel (`team`: a
// power of two up to 32). target_stride is 0 if all pictures have one target.
extern "C" __global__ void __launch_bounds__(256) compare(
    const float* tap, const float* roots, const float* target, float* gradient, float* partial,
    int pixels, int channels, int target_pictures, int team, float scale, float inside_root, float outside_root)
{
    __shared__ float shared[256];
    int picture = blockIdx.y, lane = threadIdx.x % team, teams = blockDim.x / team;
    float distance = 0.f;
    // Every lane of a warp makes as many rounds: the sums over a team need all of them.
    int rounds = (pixels + gridDim.x * teams - 1) / (gridDim.x * teams);
    for (int round = 0; round < rounds; round++)
    {
        int pixel = (round * gridDim.x + blockIdx.x) * teams + threadIdx.x / team;
        bool inside = pixel < pixels;
        size_t at = ((size_t)picture * pixels + pixel) * channels;
        const float* own = tap + at;
        const float* other = target + ((size_t)(target_pictures == 1 ? 0 : picture) * pixels + pixel) * channels;
        float square = 0.f;
        for (int c = lane * 4; inside && c < channels; c += team * 4)
        {
            float4 t = *reinterpret_cast<const float4*>(own + c);
            square += t.x * t.x + t.y * t.y + t.z * t.z + t.w * t.w;
        }

        for (int step = team / 2; step > 0; step /= 2)
        {
            square += __shfl_xor_sync(0xffffffffu, square, step);
        }

        float length = sqrtf(square + inside_root), shrink = 1.f / (length + outside_root), along = 0.f;
        for (int c = lane * 4; inside && c < channels; c += team * 4)
        {
            float4 t = *reinterpret_cast<const float4*>(own + c), y = *reinterpret_cast<const float4*>(other + c);
            float4 r = *reinterpret_cast<const float4*>(roots + c);
            float4 e = make_float4(t.x * shrink * r.x - y.x, t.y * shrink * r.y - y.y, t.z * shrink * r.z - y.z, t.w * shrink * r.w - y.w);
            distance += e.x * e.x + e.y * e.y + e.z * e.z + e.w * e.w;
            along += e.x * r.x * t.x + e.y * r.y * t.y + e.z * r.z * t.z + e.w * r.w * t.w;
        }

        for (int step = team / 2; step > 0; step /= 2)
        {
            along += __shfl_xor_sync(0xffffffffu, along, step);
        }

        // What the length owes to each channel.
        float pull = along * shrink * shrink / length;
        for (int c = lane * 4; inside && gradient && c < channels; c += team * 4)
        {
            float4 t = *reinterpret_cast<const float4*>(own + c), y = *reinterpret_cast<const float4*>(other + c);
            float4 r = *reinterpret_cast<const float4*>(roots + c);
            float twice = 2.f * scale;
            *reinterpret_cast<float4*>(gradient + at + c) = make_float4(
                twice * ((t.x * shrink * r.x - y.x) * r.x * shrink - t.x * pull), twice * ((t.y * shrink * r.y - y.y) * r.y * shrink - t.y * pull),
                twice * ((t.z * shrink * r.z - y.z) * r.z * shrink - t.z * pull), twice * ((t.w * shrink * r.w - y.w) * r.w * shrink - t.w * pull));
        }
    }

    shared[threadIdx.x] = distance;
    __syncthreads();
    for (int step = 128; step > 0; step /= 2)
    {
        if (threadIdx.x < step)
        {
            shared[threadIdx.x] += shared[threadIdx.x + step];
        }

        __syncthreads();
    }

    if (threadIdx.x == 0)
    {
        partial[picture * gridDim.x + blockIdx.x] = shared[0] * scale;
    }
}
