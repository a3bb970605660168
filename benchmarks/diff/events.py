"""Tells a day of the jobs by OpenLineage, each producer in its own manner."""

import uuid

import clocks
from tables import measure

FACETS = "https://openlineage.io/spec/facets/"
PRODUCERS = {
    "spark": "https://github.com/OpenLineage/OpenLineage/tree/{}/integration/spark",
    "dbt": "https://github.com/OpenLineage/OpenLineage/tree/{}/integration/dbt",
    "airflow": "https://github.com/apache/airflow/tree/providers-openlineage/{}",
    "python": "https://github.com/OpenLineage/OpenLineage/tree/{}/client/python",
}
JOB_TYPES = {"spark": "SQL_JOB", "dbt": "MODEL", "airflow": "TASK", "python": "JOB"}


class Day:
    """Makes the events of one day; the random numbers of what wanders are the day's own."""

    def __init__(self, world, rng, clock):
        self.world = world
        self.rng = rng
        self.clock = clock
        self.moves = world.mode == "living"
        self.producer = PRODUCERS[world.producer].format(world.jobs[0].adapter)
        self.events = []
        self.measured = {}

    def all(self):
        parent = self._parent()
        if parent:
            self._add("START", parent, [], [])
        for job in self.world.jobs:
            if not job.rests:
                self._job(job, parent)
        if parent:
            self._add("COMPLETE", parent, [], [])
        return self.events

    def _parent(self):
        names = {
            "spark": ("spark", f"{self.world.token}_app", "APPLICATION"),
            "dbt": ("shop", "dbt-run-shop", "JOB"),
            "airflow": ("airflow", "daily", "DAG"),
        }
        if self.world.producer not in names:
            return None
        namespace, name, kind = names[self.world.producer]
        return {
            "run": {"runId": self._uuid(), "facets": {}},
            "job": {
                "namespace": f"{self.world.token}-{namespace}",
                "name": name,
                "facets": {"jobType": self._job_type(kind)},
            },
        }

    def _job(self, job, parent):
        measured = {key: self._measured(key) for key in [*job.inputs, job.output]}
        told = {
            "run": {"runId": self._uuid(), "facets": self._run_facets(job, parent)},
            "job": {"namespace": job.namespace, "name": job.name, "facets": self._job_facets(job)},
        }
        inputs = [self._input(key, measured[key]) for key in job.inputs]
        output = self._output(job, measured[job.output], False)
        self._add("START", told, inputs, [output])
        if job.fails:
            told["run"]["facets"]["errorMessage"] = self._facet(
                "1-0-1/ErrorMessageRunFacet.json", message="Job aborted: executor lost", programmingLanguage="JVM"
            )
            self._add("FAIL", told, inputs, [output])
            return
        self._add("COMPLETE", told, inputs, [self._output(job, measured[job.output], True)])
        if self.world.producer == "dbt":
            self._tests(job, parent)

    def _measured(self, key):
        if key not in self.measured:
            self.measured[key] = measure(self.world.tables, self.world.tables[key], self.rng, self.moves)
        return self.measured[key]

    def _tests(self, job, parent):
        """Tells dbt's test of a model: a job of its own, which fails when an assertion does."""
        table = self.world.tables[job.output]
        told = {
            "run": {"runId": self._uuid(), "facets": self._run_facets(job, parent)},
            "job": {
                "namespace": job.namespace,
                "name": f"{job.name}.test",
                "facets": {"jobType": self._job_type("TEST")},
            },
        }
        self._add("START", told, [], [])
        facet = {"dataQualityAssertions": self._assertions(table)}
        dataset = {**self._name(table), "facets": facet, "inputFacets": facet}
        self._add("COMPLETE" if all(c.passes for c in table.checks) else "FAIL", told, [dataset], [])

    def _add(self, kind, told, inputs, outputs):
        self.events.append(
            {
                "eventType": kind,
                "eventTime": clocks.text(self.clock.tick(self.rng.uniform(1, 5))),
                "producer": self.producer,
                "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
                **{key: {**value} for key, value in told.items()},
                "inputs": inputs,
                "outputs": outputs,
            }
        )

    def _run_facets(self, job, parent):
        facets = {
            "processing_engine": self._facet(
                "1-1-1/ProcessingEngineRunFacet.json",
                name=job.engine,
                version=job.engine_version,
                openlineageAdapterVersion=job.adapter,
            ),
        }
        if parent:
            facets["parent"] = self._facet(
                "1-1-0/ParentRunFacet.json",
                run={"runId": parent["run"]["runId"]},
                job={"namespace": parent["job"]["namespace"], "name": parent["job"]["name"]},
            )
        if self.world.producer == "spark":
            facets["spark_applicationDetails"] = self._facet(
                "1-0-0/x.json",
                applicationId=f"app-{self.rng.randrange(10**12)}",
                driverHost=f"10.0.{self.rng.randrange(256)}.{self.rng.randrange(256)}",
            )
        if self.world.producer == "airflow":
            facets["airflow"] = self._facet(
                "1-0-0/x.json",
                taskInstance={"try_number": self.rng.choice([1, 1, 1, 2]), "log_url": f"http://a/{self._uuid()}"},
            )
            day = clocks.text(self.clock.at)
            facets["nominalTime"] = self._facet("1-0-1/NominalTimeRunFacet.json", nominalStartTime=day)
        if self.world.producer in ("python", "airflow"):
            facets["executionParameters"] = self._facet(
                "1-0-0/ExecutionParametersRunFacet.json",
                parameters=[{"key": k, "value": v} for k, v in job.params.items()],
            )
        if self.world.producer in ("python", "airflow") or self.world.has_env_file:
            facets["environmentVariables"] = self._facet(
                "1-0-0/EnvironmentVariablesRunFacet.json",
                environmentVariables=[{"name": k, "value": v} for k, v in job.env.items()],
            )
        return facets

    def _job_facets(self, job):
        facets = {
            "jobType": self._job_type(JOB_TYPES[self.world.producer]),
            "documentation": self._facet("1-1-0/DocumentationJobFacet.json", description=job.description),
            "ownership": self._facet("1-0-1/OwnershipJobFacet.json", owners=[{"name": job.owner, "type": "OWNER"}]),
        }
        if self.world.tells_sql:
            facets["sql"] = self._facet("1-1-0/SQLJobFacet.json", query=sql(self.world, job), dialect="spark")
        if self.world.tells_source:
            facets["sourceCode"] = self._facet(
                "1-0-1/SourceCodeJobFacet.json", language="python", sourceCode=source_code(job)
            )
        if self.world.tells_commit:
            facets["sourceCodeLocation"] = self._facet(
                "1-0-1/SourceCodeLocationJobFacet.json",
                type="git",
                url=f"https://git.example.com/{self.world.token}/jobs/blob/main/{job.entry}",
                repoUrl=f"https://git.example.com/{self.world.token}/jobs.git",
                path=job.entry,
                version=job.commit,
                branch="main",
            )
        return facets

    def _input(self, key, measured):
        table = self.world.tables[key]
        facets = {"schema": self._schema(table)}
        if table.version is not None:
            facets["version"] = self._facet("1-0-1/DatasetVersionDatasetFacet.json", datasetVersion=str(table.version))
        dataset = {**self._name(table), "facets": facets}
        if table.made_by is None and self.world.statistics == "full":
            dataset["inputFacets"] = {"dataQualityMetrics": self._metrics(table, measured)}
        elif table.made_by is None and self.world.statistics == "rows":
            dataset["inputFacets"] = {"inputStatistics": self._counts("Input", measured)}
        return dataset

    def _output(self, job, measured, is_done):
        table = self.world.tables[job.output]
        facets = {"schema": self._schema(table), "columnLineage": self._lineage(table)}
        facets["documentation"] = self._facet("1-1-0/DocumentationDatasetFacet.json", description=table.description)
        dataset = {**self._name(table), "facets": facets}
        if is_done:
            if table.version is not None:
                facets["version"] = self._facet(
                    "1-0-1/DatasetVersionDatasetFacet.json", datasetVersion=str(table.version)
                )
            if self.world.statistics == "full":
                facets["dataQualityMetrics"] = self._metrics(table, measured)
            if self.world.statistics != "none":
                dataset["outputFacets"] = {"outputStatistics": self._counts("Output", measured)}
            if self.world.producer != "dbt":
                facets["dataQualityAssertions"] = self._assertions(table)
        return dataset

    def _name(self, table):
        return {"namespace": table.namespace, "name": table.name}

    def _schema(self, table):
        fields = [{"name": c.name, "type": c.type, "description": c.description} for c in table.columns]
        return self._facet("1-2-0/SchemaDatasetFacet.json", fields=self._mixed(fields))

    def _lineage(self, table):
        fields = {}
        for column in self._mixed(table.columns):
            if column.made_of:
                cause = self.world.tables[column.made_of[0]]
                expression = column.expression if column.subtype != "IDENTITY" else ""
                transformation = {"type": "DIRECT", "subtype": column.subtype, "description": expression}
                fields[column.name] = {
                    "inputFields": [
                        {
                            **self._name(cause),
                            "field": column.made_of[1],
                            "transformations": [{**transformation, "masking": False}],
                        }
                    ]
                }
        return self._facet("1-2-0/ColumnLineageDatasetFacet.json", fields=fields)

    def _metrics(self, table, measured):
        return self._facet(
            "1-0-2/DataQualityMetricsDatasetFacet.json",
            rowCount=measured.rows,
            columnMetrics=dict(self._mixed(list(measured.columns.items()))),
        )

    def _counts(self, side, measured):
        schema = f"1-0-2/{side}Statistics{side}DatasetFacet.json"
        return self._facet(schema, rowCount=measured.rows, size=measured.rows * 61)

    def _assertions(self, table):
        found = []
        for check in self._mixed(table.checks):
            about = {"column": check.column} if check.column else {}
            found.append({"assertion": check.name, "success": check.passes, **about})
        return self._facet("1-0-1/DataQualityAssertionsDatasetFacet.json", assertions=found)

    def _job_type(self, kind):
        return self._facet(
            "2-0-3/JobTypeJobFacet.json",
            processingType="BATCH",
            integration=self.world.producer.upper(),
            jobType=kind,
        )

    def _facet(self, schema, **members):
        return {"_producer": self.producer, "_schemaURL": FACETS + schema, **members}

    def _mixed(self, entries):
        """Returns them in another order now and then, as maps of producers come in any."""
        return self.rng.sample(entries, len(entries)) if self.rng.random() < 0.3 else entries

    @staticmethod
    def _uuid():
        return str(uuid.uuid4())


def sql(world, job):
    table = world.tables[job.output]
    columns = ",\n    ".join(f"{c.expression or c.name} AS {c.name}" for c in table.columns)
    tables = [f"{world.tables[key].name} {key}" for key in job.inputs]
    joined = f"\n{job.join} ".join(f"{t} USING (id)" if i else t for i, t in enumerate(tables))
    comment = f"-- {job.comment}\n" if job.comment else ""
    return f"{comment}SELECT\n    {columns}\nFROM {joined}\nWHERE {job.condition}"


def source_code(job):
    steps = [f"frame = read({job.inputs!r})", f"frame = frame[{job.condition!r}]", job.source or "write(frame)"]
    return f"def {job.key}():\n" + "".join(f"    {step}\n" for step in steps)
