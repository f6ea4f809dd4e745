"""Two hundred texts that would run a script if they were taken for markup anywhere; `hit()` tells that one did."""

RUN = "hit()"

_TAGS = (
    "img src=x",
    "svg",
    "body",
    "input autofocus",
    "details open",
    "video src=x",
    "audio src=x",
    "iframe",
    "marquee",
)
_HANDLERS = ("onerror", "onload", "onfocus", "ontoggle", "onstart", "onmouseover", "onanimationstart", "onpageshow")

_SHAPES = (
    "<{tag} {handler}={run}>",
    '"><{tag} {handler}={run}>',
)

_OTHERS = (
    "<script>{run}</script>",
    "</script><script>{run}</script>",
    "<ScRiPt>{run}</sCrIpT>",
    "<script >{run}</script >",
    "<script/x>{run}</script>",
    "<scr<script>ipt>{run}</scr</script>ipt>",
    "</title><script>{run}</script>",
    "</style><script>{run}</script>",
    "</textarea><script>{run}</script>",
    "</noscript><script>{run}</script>",
    "</template><script>{run}</script>",
    "</option></select><script>{run}</script>",
    "</bdi></p></main><script>{run}</script>",
    "--><script>{run}</script><!--",
    "]]><script>{run}</script>",
    "<![CDATA[<script>{run}</script>]]>",
    "<?xml version='1.0'?><script>{run}</script>",
    "<noscript><p title='</noscript><img src=x onerror={run}>'>",
    "<math><mtext><table><mglyph><style><img src=x onerror={run}>",
    "<svg><style><img src=x onerror={run}></style></svg>",
    "<svg><script>{run}</script></svg>",
    "<svg><animate onbegin={run} attributeName=x dur=1s></svg>",
    "<svg><a xlink:href='javascript:{run}'><text>x</text></a></svg>",
    "<iframe srcdoc='<script>parent.{run}</script>'></iframe>",
    "<iframe src=javascript:parent.{run}></iframe>",
    "<object data='javascript:{run}'></object>",
    "<embed src='javascript:{run}'>",
    "<form action=javascript:{run}><button autofocus>x</button></form>",
    "<a href=javascript:{run}>x</a>",
    "<base href='javascript:{run}//'>",
    "<meta http-equiv=refresh content='0;url=javascript:{run}'>",
    "<link rel=stylesheet href=javascript:{run}>",
    "<link rel=import href='data:text/html,<script>{run}</script>'>",
    "javascript:{run}",
    "JaVaScRiPt:{run}",
    "java\tscript:{run}",
    " javascript:{run}",
    "\x01javascript:{run}",
    "data:text/html,<script>{run}</script>",
    "vbscript:{run}",
    'https://a.example/"onmouseover="{run}',
    "https://a.example/'onmouseover='{run}",
    "https://a.example/`onmouseover=`{run}",
    "' onmouseover='{run}",
    '" onmouseover="{run}',
    '" autofocus onfocus="{run}" x="',
    "' autofocus onfocus='{run}' x='",
    "` onmouseover=`{run}",
    "{{{{ {run} }}}}",
    "{{% raw %}}<script>{run}</script>{{% endraw %}}",
    "${{{run}}}",
    "<%= {run} %>",
    "&lt;script&gt;{run}&lt;/script&gt;",
    "&#60;script&#62;{run}&#60;/script&#62;",
    "\\u003cscript\\u003e{run}\\u003c/script\\u003e",
    "%3Cscript%3E{run}%3C/script%3E",
    "+ADw-script+AD4-{run}+ADw-/script+AD4-",
    "\u202e>tpircs/<{run}>tpircs<",
    "\uff1cscript\uff1e{run}\uff1c/script\uff1e",
    "a\u2028<script>{run}</script>\u2029b",
)

PAYLOADS: tuple[str, ...] = tuple(
    dict.fromkeys(
        [other.format(run=RUN) for other in _OTHERS]
        + [shape.format(tag=tag, handler=on, run=RUN) for shape in _SHAPES for tag in _TAGS for on in _HANDLERS]
    )
)[:204]
