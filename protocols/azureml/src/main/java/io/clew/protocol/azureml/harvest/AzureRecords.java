package io.clew.protocol.azureml.harvest;

import io.clew.commit.Committer;
import io.clew.commit.Intent;
import io.clew.http.json.Json;
import io.clew.intake.OneByOne;
import io.clew.intake.RecordIntake;
import io.clew.model.ClewException;
import io.clew.protocol.azureml.AzureWorkspaces;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes what a harvest of Azure ML brings: {@code {"kind", "resource", "places"}}, the resource as
 * Azure Resource Manager or the run history tells it.
 */
public final class AzureRecords implements RecordIntake {
    /** The word after {@code clew harvest}. */
    public static final String KIND = "azureml";

    private static final Pattern ORIGIN =
            Pattern.compile(
                    "azureml://subscriptions/([A-Za-z0-9-]{1,64})/resourceGroups/([A-Za-z0-9._()-]{1,90})"
                            + "/workspaces/([A-Za-z0-9][A-Za-z0-9_-]{0,32})");

    private final AzureWorkspaces workspaces;
    private final OneByOne records;

    public AzureRecords(Committer committer, AzureWorkspaces workspaces) {
        this.workspaces = workspaces;
        this.records = new OneByOne(KIND, committer, AzureRecords::take);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void begin(String workspace, String origin) {
        Matcher azure = origin(origin);
        String own = workspaces.of(azure.group(1), azure.group(2), azure.group(3));
        if (!workspace.equals(own) && !workspaces.exists(workspace)) {
            throw ClewException.invalid(
                    "workspace",
                    "The workspace of Clew for %s is %s: harvest --into %s"
                            .formatted(origin, own, own));
        }
    }

    @Override
    public List<Outcome> take(Batch batch, Alongside alongside) {
        return records.take(batch, alongside);
    }

    private static void take(Committer.Session session, Batch batch, byte[] record) {
        Told told = Told.of(Json.read(record));
        Map<String, String> places = new HashMap<>();
        told.at("places").eachText(places::put);
        Names names = new Names(origin(batch.origin()).group(3), places);
        session.commit(
                new Intent(batch.workspace(), batch.by(Names.SYSTEM), "harvest/azureml"),
                commit -> {
                    Facts facts = Facts.of(commit, names, told.at("resource"));
                    take(facts, told);
                    facts.end(record);
                    return KIND;
                });
    }

    private static void take(Facts facts, Told told) {
        Told resource = told.at("resource");
        String kind = told.text("kind");
        switch (kind) {
            case "job" -> JobFacts.job(facts, named(resource));
            case "run" -> JobFacts.history(facts, resource);
            case "gap" -> JobFacts.childrenUnknown(facts, resource);
            case "schedule" -> JobFacts.schedule(facts, named(resource));
            case "data" -> AssetFacts.data(facts, resource, id(resource));
            case "model" -> AssetFacts.model(facts, resource, id(resource));
            case "environment" -> AssetFacts.environment(facts, resource, id(resource));
            case "component" -> AssetFacts.component(facts, resource, id(resource));
            case "code" -> AssetFacts.code(facts, resource, id(resource));
            case "endpoint" -> AssetFacts.endpoint(facts, named(resource));
            case "deployment" -> AssetFacts.deployment(facts, resource, id(resource));
            default ->
                    throw ClewException.invalid(
                            "kind",
                            "kind '%s' is none of job, run, gap, schedule, data, model, environment, component, code, endpoint, deployment"
                                    .formatted(kind));
        }
    }

    private static Told named(Told resource) {
        if (resource.text("name").isEmpty()) {
            throw ClewException.invalid("name", "the resource has no name");
        }
        return resource;
    }

    private static AssetId id(Told resource) {
        return AssetId.of(resource.text("id"))
                .filter(id -> !id.version().isEmpty())
                .orElseThrow(
                        () ->
                                ClewException.invalid(
                                        "id",
                                        "'%s' is no id of a version or deployment"
                                                .formatted(resource.text("id"))));
    }

    private static Matcher origin(String origin) {
        Matcher azure = ORIGIN.matcher(origin);
        if (!azure.matches()) {
            throw ClewException.invalid(
                    "origin",
                    "an origin of Azure ML is azureml://subscriptions/S/resourceGroups/G/workspaces/W, not '%s'"
                            .formatted(origin));
        }
        return azure;
    }
}
