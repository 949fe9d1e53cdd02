namespace Mien.Learning.Reports.Film;

/// <summary>What pages about films add to the style sheet of reports: colours of emotions, on light and on dark ground.</summary>
internal static class FilmStyle
{
    public const string Sheet = """
        :root{--e0:#cf3f3b;--e1:#7b972f;--e2:#8a5fd0;--e3:#e5ae00;--e4:#3a79d2;--e5:#ea7a1c;--e6:#b9bec7;--e7:#d1609f;--band:#d5d0c7}
        @media (prefers-color-scheme:dark){:root{--e0:#f2605b;--e1:#93b64a;--e2:#ac86f2;--e3:#f4c63e;--e4:#5d9df5;--e5:#f8934a;--e6:#6f7783;--e7:#ec84bb;--band:#3a3f47}}
        .e0{--c:var(--e0)}.e1{--c:var(--e1)}.e2{--c:var(--e2)}.e3{--c:var(--e3)}.e4{--c:var(--e4)}.e5{--c:var(--e5)}.e6{--c:var(--e6)}.e7{--c:var(--e7)}
        rect[class^=e]{fill:var(--c)}rect.doubt{fill:url(#doubts)}
        .doubtful{fill:var(--panel)}.hatch{stroke:var(--soft);stroke-width:2;opacity:.55}
        .unseen{fill:var(--band)}
        svg.wide{min-width:44rem}
        .line.thin{stroke-width:1.6}
        .key.swatches{font-size:.9rem;margin:0 0 .9rem}
        .swatches i,.swatch{display:inline-block;width:.85rem;height:.85rem;border:0;background:var(--c);vertical-align:-.06em;margin-right:.45rem;-webkit-print-color-adjust:exact;print-color-adjust:exact}
        i.doubt{background:repeating-linear-gradient(45deg,var(--soft) 0 1.5px,var(--panel) 1.5px 4px)}
        .stills{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:1.2rem 1.1rem}
        .stills figure{display:block}
        .stills img{width:100%;height:auto;aspect-ratio:1;object-fit:cover;display:block}
        .stills figcaption{padding-top:.45rem;color:var(--soft)}
        .stills figcaption b{color:var(--ink)}
        .people td,.people tbody th{vertical-align:top}
        .people .showed{text-align:left;width:45%;min-width:15rem}
        .people th:nth-child(5){text-align:left}
        .people .showed span{font-size:.85rem;color:var(--soft)}
        .shares{display:flex;height:.8rem;margin:.35rem 0 .3rem;background:var(--panel)}
        .shares i{display:block;height:100%;background:var(--c);-webkit-print-color-adjust:exact;print-color-adjust:exact}
        .expressions{white-space:nowrap}
        .changes td{padding:.5rem .3rem}
        .changes tbody th{text-align:right}
        @media print{:root{--e0:#cf3f3b;--e1:#7b972f;--e2:#8a5fd0;--e3:#e5ae00;--e4:#3a79d2;--e5:#ea7a1c;--e6:#b9bec7;--e7:#d1609f;--band:#d5d0c7}svg.wide{min-width:0}rect{-webkit-print-color-adjust:exact;print-color-adjust:exact}.stills{grid-template-columns:repeat(6,1fr);gap:.8rem}.people .showed{min-width:0}}
        """;
}
