# The app as marimo serves it: each visitor gets a workshop of their own. `decdyn app` opens it.
import marimo

app = marimo.App(width="full", app_title="Decentralisation · Decentralisatie", html_head_file="head.html")


@app.cell(hide_code=True)
def _():
    import os

    import marimo as mo

    from experiments.app import LANGUAGE, own_scenarios
    from experiments.app.words import FIRST_RUNS
    from experiments.app.workshop import Workshop

    language = os.environ.get(LANGUAGE, "en")
    with mo.status.spinner(title=FIRST_RUNS[language]):
        workshop = Workshop(own=own_scenarios(), language=language)

    def work(workshop=workshop, this=mo.current_thread):
        # When a visitor leaves, names are taken away from the notebook before its thread has ended.
        workshop.work(lambda: this().should_exit)

    mo.Thread(target=work, daemon=True).start()
    return mo, workshop


@app.cell(hide_code=True)
def _(mo, workshop):
    mo.vstack([mo.ui.anywidget(workshop.editor), mo.ui.anywidget(workshop.explorer)])
    return


if __name__ == "__main__":
    app.run()
