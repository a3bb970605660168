package io.clew.protocol.azureml;

import io.clew.http.Mount;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers MLflow's API below the address of a workspace of Azure ML, as its clients are given it:
 * {@code /mlflow/v1.0/subscriptions/…/resourceGroups/…/providers/Microsoft.MachineLearningServices
 * /workspaces/…}, in the workspace of Clew that belongs to it.
 */
public final class AzureMount implements Mount {
    /** The header by which MLflow's clients name a workspace. */
    private static final String WORKSPACE_HEADER = "X-MLFLOW-WORKSPACE";

    /** Names as Azure admits them; whatever else is there is an unknown path. */
    private static final Pattern PATH =
            Pattern.compile(
                    "/mlflow/v[12]\\.0/subscriptions/([A-Za-z0-9-]{1,64})"
                            + "/resource[gG]roups/([A-Za-z0-9._()-]{1,90})"
                            + "/providers/Microsoft\\.MachineLearningServices"
                            + "/workspaces/([A-Za-z0-9][A-Za-z0-9_-]{0,"
                            + (AzureWorkspaces.NAME_CHARS_MAX - 1)
                            + "})(/.*)");

    private final AzureWorkspaces workspaces;

    public AzureMount(AzureWorkspaces workspaces) {
        this.workspaces = workspaces;
    }

    @Override
    public Optional<Seen> below(String rawPath) {
        if (!rawPath.startsWith("/mlflow/v")) {
            return Optional.empty();
        }
        Matcher matcher = PATH.matcher(rawPath);
        return matcher.matches()
                ? Optional.of(
                        new Seen(
                                matcher.group(4),
                                WORKSPACE_HEADER,
                                workspaces.of(
                                        matcher.group(1), matcher.group(2), matcher.group(3))))
                : Optional.empty();
    }
}
