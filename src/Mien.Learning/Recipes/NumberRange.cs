namespace Mien.Learning.Recipes;

/// <summary>The numbers that an option allows.</summary>
internal readonly record struct NumberRange(double Low, double High, bool WithLow, bool WithHigh)
{
    public static NumberRange FromTo(double low, double high) => new(low, high, true, true);

    public static NumberRange FromBelow(double low, double high) => new(low, high, true, false);

    public static NumberRange AboveTo(double low, double high) => new(low, high, false, true);

    public bool Holds(double value) =>
        (WithLow ? value >= Low : value > Low) && (WithHigh ? value <= High : value < High);

    public override string ToString() =>
        $"{(WithLow ? "from" : "above")} {RecipeText.Of(Low)} {(WithHigh ? "to" : "to below")} {RecipeText.Of(High)}";
}
