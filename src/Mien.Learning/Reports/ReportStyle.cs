namespace Mien.Learning.Reports;

/// <summary>The style sheet of reports: two palettes by the reader's preference, and a third, white, for paper.</summary>
internal static class ReportStyle
{
    public const string Sheet = """
        :root{color-scheme:light dark;--paper:#fcfbf9;--ink:#1c1e22;--soft:#61666f;--line:#dfdbd3;--panel:#f4f1eb;--a:#2c5c9c;--b:#bf5a24;--c:#3d8560;--heat:#2c5c9c;--miss:#c2541f}
        @media (prefers-color-scheme:dark){:root{--paper:#141619;--ink:#e8e6e2;--soft:#9ba1aa;--line:#30343b;--panel:#1d2025;--a:#82b0ee;--b:#eb9a62;--c:#7fcb9f;--heat:#4f8ad6;--miss:#dc7a3c}}
        *{box-sizing:border-box}
        html{background:var(--paper);color:var(--ink);font:400 16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif;-webkit-text-size-adjust:100%}
        body{max-width:66rem;margin:0 auto;padding:3rem 1.5rem 4rem;font-variant-numeric:tabular-nums lining-nums}
        h1,h2{font-family:Charter,"Bitstream Charter","Sitka Text",Cambria,"Noto Serif","Liberation Serif",Georgia,serif;font-weight:600;line-height:1.2;text-wrap:balance}
        h1{font-size:2.1rem;margin:.2rem 0 .3rem;overflow-wrap:anywhere}
        h2{font-size:1.35rem;margin:0 0 .8rem}
        h3{font-size:.95rem;font-weight:600;margin:0 0 .3rem}
        p{margin:0 0 .6rem;max-width:46rem}
        section{margin-top:2.6rem;padding-top:1.4rem;border-top:1px solid var(--line)}
        .kind{color:var(--soft);letter-spacing:.02em;margin:0}
        .note{color:var(--soft);font-size:.9rem}
        .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.6rem,1fr));gap:1.2rem 1.5rem;margin:1.8rem 0 0}
        .figures div{border-top:2px solid var(--line);padding-top:.5rem}
        .figures div:first-child{border-color:var(--a)}
        .figures dt{color:var(--soft);font-size:.85rem}
        .figures dd{margin:0;font-size:1.5rem;font-weight:600;line-height:1.25;white-space:nowrap}
        .figures small{display:block;font-size:.8rem;font-weight:400;color:var(--soft);white-space:nowrap}
        dl{margin:0}
        .pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,25rem),1fr));gap:1.6rem 2.4rem}
        .key{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;font-size:.85rem;color:var(--soft);margin:0 0 .4rem;padding:0;list-style:none}
        .key i{display:inline-block;width:1.3rem;height:0;border-top:2.5px solid;vertical-align:.25em;margin-right:.4rem}
        .scroll{overflow-x:auto}
        svg{display:block;width:100%;height:auto;overflow:visible}
        svg text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif;fill:var(--soft);font-variant-numeric:tabular-nums}
        .grid{stroke:var(--line);stroke-width:1}
        .axis{stroke:var(--soft);stroke-width:1}
        .line{fill:none;stroke-width:2.2;stroke-linejoin:round;stroke-linecap:round}
        .s0{color:var(--b)}.s1{color:var(--a)}.s2{color:var(--c)}
        .line,.mark{stroke:currentColor}.dot{fill:currentColor;stroke:var(--paper);stroke-width:1.5}
        .best{stroke:var(--ink);stroke-width:1;stroke-dasharray:3 3}
        svg text.strong{fill:var(--ink)}
        .bar{fill:var(--a);fill-opacity:.75}.count{fill:var(--soft);fill-opacity:.55}.diagonal{stroke:var(--ink);stroke-width:1;stroke-dasharray:4 4}
        table{border-collapse:collapse;font-size:.92rem;width:100%}
        th{font-weight:600;text-align:left}
        thead th{color:var(--soft);font-weight:400;font-size:.85rem;border-bottom:1px solid var(--soft);vertical-align:bottom}
        th,td{padding:.34rem .9rem .34rem 0}
        td,thead th:not(:first-child){text-align:right}
        th:last-child,td:last-child{padding-right:0}
        tbody tr+tr{border-top:1px solid var(--line)}
        tbody+tbody{border-top:1px solid var(--soft)}
        tbody+tbody th{font-weight:400;color:var(--soft)}
        .meter{display:inline-block;width:5rem;height:.5rem;background:var(--panel);margin-right:.7rem;vertical-align:.06em}
        .meter i{display:block;height:100%;background:var(--a)}
        .heat{width:auto;border-spacing:2px;border-collapse:separate;font-size:.9rem}
        .heat thead th{border:0;text-align:center!important;padding:.2rem .3rem}
        .heat tbody th{padding-right:.7rem;font-weight:400}
        .heat td{text-align:center;padding:.34rem .3rem;width:5rem;min-width:3.6rem;line-height:1.15;background:color-mix(in srgb,var(--miss) calc(var(--s)*100%),var(--panel));-webkit-print-color-adjust:exact;print-color-adjust:exact}
        .heat td.hit{background:color-mix(in srgb,var(--heat) calc(var(--s)*100%),var(--panel))}
        .heat td.deep{color:#fff}
        .heat td.zero{color:var(--soft)}
        .heat small{display:block;font-size:.72rem;opacity:.85}
        .gallery{display:grid;grid-template-columns:repeat(auto-fill,minmax(12.6rem,1fr));gap:1.1rem 1.4rem}
        figure{margin:0;display:flex;gap:.7rem;align-items:flex-start;break-inside:avoid}
        figure img{width:4.5rem;height:4.5rem;object-fit:cover;flex:none;background:var(--panel)}
        figcaption{font-size:.82rem;line-height:1.35;flex:1;min-width:0}
        figcaption b{display:block;font-weight:600;overflow-wrap:break-word}
        .odds{list-style:none;margin:.15rem 0 0;padding:0;color:var(--soft)}
        .odds li{display:flex;justify-content:space-between;gap:.5rem;background:linear-gradient(var(--line),var(--line)) left bottom/calc(var(--s)*100%) 2px no-repeat;padding-bottom:1px;-webkit-print-color-adjust:exact;print-color-adjust:exact}
        .odds li.true{color:var(--ink);background-image:linear-gradient(var(--a),var(--a))}
        .from{color:var(--soft);overflow-wrap:anywhere}
        pre{font:.82rem/1.5 ui-monospace,"SF Mono","Cascadia Mono","DejaVu Sans Mono","Liberation Mono",monospace;background:var(--panel);padding:1rem 1.2rem;margin:0;overflow-x:auto;columns:2 22rem;column-gap:2.5rem;white-space:pre-wrap}
        .facts{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.5rem;font-size:.92rem}
        .facts dt{color:var(--soft)}.facts dd{margin:0;overflow-wrap:anywhere}
        footer{margin-top:2.6rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--soft);font-size:.85rem}
        @media (max-width:40rem){body{padding:1.6rem 1rem 3rem}h1{font-size:1.6rem}.facts{grid-template-columns:1fr;gap:0}.facts dd{margin-bottom:.5rem}}
        @media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--soft:#555;--line:#ccc;--panel:#f3f3f3;--a:#2c5c9c;--b:#bf5a24;--c:#3d8560;--heat:#2c5c9c;--miss:#c2541f}html{font-size:10.5pt}body{padding:0;max-width:none}section{margin-top:1.4rem;padding-top:.9rem}h2,h3{break-after:avoid}.figures{grid-template-columns:repeat(6,1fr);gap:.8rem}.figures dd{font-size:1.25rem}.figures dt,.figures small{font-size:.72rem}tr,svg,.pair>div{break-inside:avoid}.meter i,.bar,.meter{-webkit-print-color-adjust:exact;print-color-adjust:exact}.scroll{overflow:visible}.pair{grid-template-columns:1fr 1fr}@page{margin:16mm 14mm}}
        """;
}
