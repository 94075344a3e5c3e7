namespace MyStyle.Engine.People;

/// <summary>
/// How likely a binary decision is to be 0, learnt from the decisions before it: the mean of a quick and a slow estimate, whole
/// numbers of 1/65536, so that writer and reader agree on every machine.
/// </summary>
internal struct AdaptiveBit
{
    private const int One = 1 << 16;
    private const int QuickRate = 5;
    private const int SlowRate = 8;

    private int _quick;
    private int _slow;

    /// <summary>Both outcomes equally likely.</summary>
    public static AdaptiveBit Even => new() { _quick = One / 2, _slow = One / 2 };

    /// <summary>Probability of 0 in 1/65536; neither 0 nor 1.</summary>
    public readonly uint Zero => (uint)(_quick + _slow) / 2;

    /// <summary>Learns from a decision.</summary>
    public void Learn(bool bit)
    {
        if (bit)
        {
            _quick -= _quick >> QuickRate;
            _slow -= _slow >> SlowRate;
        }
        else
        {
            _quick += (One - _quick) >> QuickRate;
            _slow += (One - _slow) >> SlowRate;
        }
    }
}
