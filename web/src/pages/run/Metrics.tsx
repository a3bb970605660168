import { useInfiniteQuery, useQueries } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { queries } from "../../api/queries";
import type { MetricSummary, Urn } from "../../api/types";
import { LineChart, SERIES_MAX, Swatch } from "../../chart/LineChart";
import { seriesOf, type Along } from "../../chart/series";
import { Section } from "../../ui/Section";
import { Empty, Loading, ProblemNote } from "../../ui/States";
import { compareNames } from "../../words/attributes";
import { count, metricNumber, number } from "../../words/format";

const DRAWN_AT_FIRST = 3;
const LIVE_MILLIS = 4_000;

interface MetricsProps {
  readonly urn: Urn;
  readonly live: boolean;
}

/** The metrics of a run: a table of all, and a chart of those that have a course. */
export function Metrics({ urn, live }: MetricsProps) {
  const query = useInfiniteQuery({
    ...queries.metrics(urn),
    refetchInterval: live ? LIVE_MILLIS : false,
  });
  const metrics = query.data?.pages.flatMap((page) => page.metrics) ?? [];
  return (
    <Section title="Metrics" aside={metrics.length === 0 ? undefined : metrics.length}>
      {query.data === undefined ? (
        query.error === null ? (
          <Loading what="metrics" />
        ) : (
          <ProblemNote error={query.error} retry={() => void query.refetch()} />
        )
      ) : metrics.length === 0 ? (
        <Empty>
          <p>This run logged no metrics.</p>
        </Empty>
      ) : (
        <ChartAndTable urn={urn} metrics={metrics} live={live} />
      )}
      {query.hasNextPage && (
        <button type="button" className="button more" onClick={() => void query.fetchNextPage()}>
          Show more metrics
        </button>
      )}
    </Section>
  );
}

interface ChartAndTableProps extends MetricsProps {
  readonly metrics: readonly MetricSummary[];
}

function ChartAndTable({ urn, metrics, live }: ChartAndTableProps) {
  const courses = metrics.filter((metric) => metric.points > 1).map((metric) => metric.key);
  const [chosen, setChosen] = useState<readonly string[]>();
  const drawn = (chosen ?? courses.slice(0, DRAWN_AT_FIRST)).filter((key) => courses.includes(key));
  const toggle = (key: string) => {
    setChosen(
      drawn.includes(key)
        ? drawn.filter((other) => other !== key)
        : [...drawn, key].sort(compareNames),
    );
  };
  return (
    <>
      {courses.length > 0 && <Chart urn={urn} keys={drawn} live={live} />}
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Metrics">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Metric</th>
              <th scope="col" className="number">
                Latest
              </th>
              <th scope="col" className="number">
                Least
              </th>
              <th scope="col" className="number">
                Greatest
              </th>
              <th scope="col" className="number">
                Step
              </th>
              <th scope="col" className="number">
                Points
              </th>
            </tr>
          </thead>
          <tbody>
            {metrics.map((metric) => {
              const index = drawn.indexOf(metric.key);
              const full = index < 0 && drawn.length >= SERIES_MAX;
              return (
                <tr key={metric.key}>
                  <th scope="row">
                    {metric.points > 1 ? (
                      <label className="metric-name" title={full ? `At most ${SERIES_MAX} at once` : ""}>
                        <input
                          type="checkbox"
                          checked={index >= 0}
                          disabled={full}
                          onChange={() => toggle(metric.key)}
                        />
                        {metric.key}
                        {index >= 0 && <Swatch index={index} />}
                      </label>
                    ) : (
                      <span className={courses.length > 0 ? "metric-name single" : ""}>{metric.key}</span>
                    )}
                  </th>
                  <td className="number">{number(metricNumber(metric.last.value))}</td>
                  <td className="number">{number(metricNumber(metric.min))}</td>
                  <td className="number">{number(metricNumber(metric.max))}</td>
                  <td className="number">{metric.last.step.toLocaleString("en-US")}</td>
                  <td className="number">{metric.points.toLocaleString("en-US")}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}

interface ChartProps {
  readonly urn: Urn;
  readonly keys: readonly string[];
  readonly live: boolean;
}

function Chart({ urn, keys, live }: ChartProps) {
  const [log, setLog] = useState(false);
  const [along, setAlong] = useState<Along>("step");
  const histories = useQueries({
    queries: keys.map((key) => ({
      ...queries.metricHistory(urn, key),
      refetchInterval: live ? LIVE_MILLIS : (false as const),
    })),
  });
  const answers = histories.flatMap((history) => history.data ?? []);
  const stamp = histories.map((history) => history.dataUpdatedAt).join();
  const series = useMemo(
    () => {
      const times = answers.flatMap((answer) => answer.points.map((point) => Date.parse(point.at)));
      const origin = times.reduce((least, time) => Math.min(least, time), Infinity);
      return answers.map((answer) => seriesOf(answer.key, answer.points, along, origin));
    },
    // The stamp changes exactly when one of the answers does.
    [stamp, along, keys.join("\n")],
  );
  const failure = histories.find((history) => history.error !== null);
  const gaps = series.reduce((sum, line) => sum + line.gaps, 0);
  const cut = answers.filter((answer) => answer.next !== null);

  return (
    <figure className="card metric-chart">
      <div className="chart-tools">
        <div role="group" aria-label="Along" className="choice">
          <Choice on={along === "step"} pick={() => setAlong("step")} words="Steps" />
          <Choice on={along === "time"} pick={() => setAlong("time")} words="Time" />
        </div>
        <label className="check">
          <input type="checkbox" checked={log} onChange={(event) => setLog(event.target.checked)} />
          Logarithmic
        </label>
      </div>
      {failure?.error != null ? (
        <ProblemNote error={failure.error} retry={() => void failure.refetch()} />
      ) : keys.length === 0 ? (
        <p className="quiet chart-none">Tick a metric in the table to draw it.</p>
      ) : series.length < keys.length ? (
        <div className="chart-none">
          <Loading what="values" />
        </div>
      ) : (
        <LineChart series={series} along={along} log={log} />
      )}
      {(gaps > 0 || cut.length > 0) && (
        <figcaption className="small quiet">
          {gaps > 0 && `${count(gaps, "value")} not drawn: NaN or infinite. `}
          {cut.map((answer) => `Of ${answer.key} only the first ${count(answer.points.length, "value")} are drawn. `)}
        </figcaption>
      )}
    </figure>
  );
}

function Choice({ on, pick, words }: { on: boolean; pick: () => void; words: string }) {
  return (
    <button type="button" aria-pressed={on} onClick={pick}>
      {words}
    </button>
  );
}
