package io.clew.harvest.azureml;

import io.clew.harvest.Flag;
import io.clew.harvest.Given;
import io.clew.harvest.Source;
import io.clew.harvest.SourceKind;
import io.clew.harvest.wire.BackOff;
import io.clew.harvest.wire.Wire;
import io.clew.model.ClewException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Declares {@code clew harvest azureml}. */
public final class AzureMlKind implements SourceKind {
    private static final String ARM = "https://management.azure.com";

    @Override
    public String name() {
        return "azureml";
    }

    @Override
    public List<String> summary() {
        return List.of(
                "Brings what a workspace of Azure ML has: jobs, data, models, deployments.",
                "Nothing is written to Azure.");
    }

    @Override
    public Optional<Flag> where() {
        return Optional.empty();
    }

    @Override
    public List<Flag> flags() {
        return List.of(
                Flag.of("--subscription", "S", "The subscription's id."),
                Flag.of("--resource-group", "G", "The resource group."),
                Flag.of("--workspace", "W", "The workspace of Azure ML."),
                Flag.of("--into", "NAME", "The workspace of Clew to fill; W in small letters."),
                new Flag("--endpoint", "URL", "Azure Resource Manager.", ARM),
                Flag.of(
                        "--token",
                        "FILE",
                        "A file with a bearer token; else as Azure's own tools log in."));
    }

    @Override
    public Optional<String> workspace(Given given) {
        return given.optional("--into")
                .or(
                        () ->
                                given.optional("--workspace")
                                        .map(
                                                name ->
                                                        name.toLowerCase(Locale.ROOT)
                                                                .replace('_', '-')));
    }

    @Override
    public Source open(Given given) {
        String subscription = checked(given, "--subscription", "[A-Za-z0-9-]{1,64}");
        String group = checked(given, "--resource-group", "[A-Za-z0-9._()-]{1,90}");
        String workspace = checked(given, "--workspace", "[A-Za-z0-9][A-Za-z0-9_-]{0,32}");
        String endpoint = Wire.base(given.text("--endpoint"), "/");
        Supplier<String> tokens =
                given.optional("--token")
                        .map(Tokens::ofFile)
                        .orElseGet(() -> Tokens.ofAzure(ARM + "/.default"));
        Arm arm = new Arm(tokens, new BackOff(InstantSource.system(), new Random()));
        return new AzureMlSource(arm, endpoint, subscription, group, workspace);
    }

    private static String checked(Given given, String name, String form) {
        String text = given.text(name);
        if (!text.matches(form)) {
            throw ClewException.invalid(name, "%s is no name that Azure admits".formatted(name));
        }
        return text;
    }
}
