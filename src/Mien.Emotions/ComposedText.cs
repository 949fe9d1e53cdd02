using System.Text;

namespace Mien.Emotions;

/// <summary>
/// Text in Unicode's form C, as far as Latin and Cyrillic letters go: macOS writes the names of folders with accents as marks of their own. Written out, since
/// <see cref="string.Normalize()"/> does nothing in a program that asks no system for languages (invariant globalisation), as Mien's do.
/// </summary>
internal static class ComposedText
{
    // Behind each mark the letters that it goes with, each followed by what they make together.
    private static readonly Dictionary<char, string> Letters = new()
    {
        ['\u0300'] = "AÀEÈIÌOÒUÙaàeèiìoòuùЕЀИЍеѐиѝ",
        ['\u0301'] = "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźГЃКЌгѓкќ",
        ['\u0302'] = "AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷ",
        ['\u0303'] = "AÃNÑOÕaãnñoõIĨiĩUŨuũ",
        ['\u0304'] = "AĀaāEĒeēIĪiīOŌoōUŪuūИӢиӣУӮуӯ",
        ['\u0306'] = "AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭУЎИЙийуўЖӁжӂАӐаӑЕӖеӗ",
        ['\u0307'] = "CĊcċEĖeėGĠgġIİZŻzż",
        ['\u0308'] = "AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸЕЁІЇеёіїАӒаӓӘӚәӛЖӜжӝЗӞзӟИӤиӥОӦоӧӨӪөӫЭӬэӭУӰуӱЧӴчӵЫӸыӹ",
        ['\u030A'] = "AÅaåUŮuů",
        ['\u030B'] = "OŐoőUŰuűУӲуӳ",
        ['\u030C'] = "CČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzž",
        ['\u0327'] = "CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţ",
        ['\u0328'] = "AĄaąEĘeęIĮiįUŲuų",
    };

    /// <summary>The text with letters and the marks behind them as one character each, where there is one.</summary>
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u0300', '\u0328'))
            return text;
        var composed = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (composed.Length > 0 && Together(composed[^1], letter) is { } one)
                composed[^1] = one;
            else
                composed.Append(letter);
        }
        return composed.ToString();
    }

    private static char? Together(char letter, char mark)
    {
        var letters = Letters.GetValueOrDefault(mark, string.Empty);
        for (var i = 0; i < letters.Length; i += 2)
        {
            if (letters[i] == letter)
                return letters[i + 1];
        }
        return null;
    }
}
