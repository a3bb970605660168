package io.clew.questions.diff.compare;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells which settings say how something ran rather than what it did. */
final class Incidental {

    private static final Pattern PARAMETER =
            Pattern.compile(
                    "(?:.*[._-])?(?:verbose|verbosity|n_?jobs|n_?threads?|num_?threads?|nthread"
                            + "|threads|workers|num_?workers|log_?level|log_?every.*|logging.*"
                            + "|log_?interval|log_?freq.*|log_?period|silent|quiet|debug"
                            + "|time_?out.*|retries|max_?retries|retry.*|poll.*|progress.*"
                            + "|display.*|copy_?x|pre_?dispatch|cache_?dir|cache_?size|tmp_?dir"
                            + "|temp_?dir|output_?(?:dir|path|uri|file)|log_?(?:dir|path|file)"
                            + "|checkpoint_?(?:dir|path)|artifact_?(?:dir|path|uri|location)"
                            + "|report_?to|run_?name|run_?id|job_?id|experiment_?name|tags?"
                            + "|description|owner|email|notify.*|pin_?memory"
                            + "|save_?(?:steps|total_limit|strategy)|disable_?tqdm|prefetch.*)");

    private static final Set<String> ALWAYS_DIFFERENT =
            Set.of(
                    "hostname",
                    "host",
                    "pwd",
                    "oldpwd",
                    "pid",
                    "ppid",
                    "shlvl",
                    "_",
                    "pod_name",
                    "pod_ip",
                    "pod_uid",
                    "node_name",
                    "random",
                    "seconds",
                    "tmpdir",
                    "display",
                    "ssh_client",
                    "ssh_connection",
                    "ssh_tty",
                    "xdg_session_id",
                    "invocation_id",
                    "journal_stream",
                    "mlflow_run_id",
                    "run_id",
                    "job_id",
                    "task_id",
                    "attempt",
                    "attempt_number",
                    "airflow_ctx_try_number",
                    "airflow_ctx_dag_run_id",
                    "airflow_ctx_execution_date",
                    "airflow_ctx_task_id",
                    "openlineage_parent_id",
                    "spark_executor_id",
                    "spark_driver_pod_ip",
                    "container_id");

    private static final Pattern ENVIRONMENT =
            Pattern.compile(
                    "(?i)(?:.*_)?(?:log_?level|timeout.*|verbose|debug|term|lang|shell|user|logname"
                            + "|home|path|mail|editor|pager|color.*|lc_.*|tz_display|retries"
                            + "|endpoint_label|owner|team)");

    private Incidental() {}

    /** Says whether a parameter of this name only says how something ran. */
    static boolean parameter(String name) {
        return PARAMETER.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    /** Says whether an environment variable of this name differs from run to run anyway. */
    static boolean differsAlways(String name) {
        return ALWAYS_DIFFERENT.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Says whether an environment variable of this name only says how something ran. */
    static boolean variable(String name) {
        return ENVIRONMENT.matcher(name).matches();
    }
}
