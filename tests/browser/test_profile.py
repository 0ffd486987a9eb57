"""The profile of an area: another area is shown in the charts that stand."""

CHARTS = "[data-testid=stVegaLiteChart]"
DRAWN = f"""before => {{
    const charts = [...document.querySelectorAll('{CHARTS}')];
    return charts.length > 5 && charts.every((chart, n) => chart.querySelector('svg')
        && chart.getAttribute('aria-description')
        && chart.getAttribute('aria-description') !== before[n]);
}}"""
TOLD = f"""() => [...document.querySelectorAll('{CHARTS}')].map(chart => ({{
    isOld: Boolean(chart.querySelector('svg').isOld),
    drawn: chart.querySelector('svg').innerHTML,
    title: chart.getAttribute('aria-label'),
    words: chart.getAttribute('aria-description'),
    folded: chart.closest('[data-testid=stElementContainer]').nextElementSibling
        .querySelector('.fold p').textContent,
    isReached: chart.tabIndex === 0,
}}))"""
MARK = f"() => document.querySelectorAll('{CHARTS} svg').forEach(svg => svg.isOld = true)"


def test_charts_stay_and_show_another_area(visit):
    """The browser gives a chart that stands other rows, which takes it a tenth of building it."""
    visit.open("district?area=WK003430&lang=nl")
    visit.page.wait_for_function(DRAWN, arg=[])
    before = visit.page.evaluate(TOLD)
    visit.page.evaluate(MARK)
    visit.choose("Gebied", "Muziekwijk Noord – wijk")
    visit.page.wait_for_function(DRAWN, arg=[each["words"] for each in before])
    after = visit.page.evaluate(TOLD)
    assert [each["title"] for each in after] == [each["title"] for each in before]
    for each, was in zip(after, before, strict=True):
        assert each["isOld"]
        assert each["isReached"]
        assert each["drawn"] != was["drawn"]
        assert each["words"] == each["folded"]
