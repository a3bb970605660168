package io.clew.harvest.sagemaker;

import java.util.List;

/**
 * Is one list of things to read, each described on its own.
 *
 * @param list the operation that lists them
 * @param summaries the list's member in its answer
 * @param name the member of a summary that the describing operation takes
 * @param describe the operation that describes one; empty when the summary says it all
 * @param asked the field of the describing operation
 * @param since the field that asks for what is new or changed only; empty when there is none
 * @param created the field that asks for what was made after a time
 * @param perParent whether it is listed for each of the stage before it by that one's name
 */
record Stage(
        String list,
        String summaries,
        String name,
        String describe,
        String asked,
        String since,
        String created,
        String perParent) {
    private static final String CREATED = "CreatedAfter";
    private static final String CREATION = "CreationTimeAfter";
    private static final String MODIFIED = "LastModifiedTimeAfter";

    private static Stage of(String what, String since, String created) {
        return new Stage(
                "List" + what + "s",
                what + "Summaries",
                what + "Name",
                "Describe" + what,
                what + "Name",
                since,
                created,
                "");
    }

    /**
     * All stages, so that what others refer to comes first: entities before what is between them,
     * and lineage that AWS made before the jobs that it was made of.
     */
    static final List<Stage> ALL =
            List.of(
                    of("Experiment", CREATED, CREATED),
                    of("Trial", CREATED, CREATED),
                    of("TrialComponent", CREATED, CREATED),
                    new Stage(
                            "ListArtifacts",
                            "ArtifactSummaries",
                            "ArtifactArn",
                            "DescribeArtifact",
                            "ArtifactArn",
                            CREATED,
                            CREATED,
                            ""),
                    of("Action", CREATED, CREATED),
                    of("Context", CREATED, CREATED),
                    new Stage(
                            "ListTrials",
                            "TrialSummaries",
                            "TrialName",
                            "ListTrialComponents",
                            "TrialName",
                            "",
                            CREATED,
                            "TrialComponentSummaries"),
                    new Stage(
                            "ListAssociations",
                            "AssociationSummaries",
                            "SourceArn",
                            "",
                            "",
                            CREATED,
                            CREATED,
                            ""),
                    of("TrainingJob", MODIFIED, CREATION),
                    of("ProcessingJob", MODIFIED, CREATION),
                    of("TransformJob", MODIFIED, CREATION),
                    new Stage(
                            "ListModelPackageGroups",
                            "ModelPackageGroupSummaryList",
                            "ModelPackageGroupName",
                            "DescribeModelPackageGroup",
                            "ModelPackageGroupName",
                            CREATION,
                            CREATION,
                            ""),
                    new Stage(
                            "ListModelPackageGroups",
                            "ModelPackageGroupSummaryList",
                            "ModelPackageGroupName",
                            "ListModelPackages",
                            "ModelPackageGroupName",
                            "",
                            CREATION,
                            "ModelPackageSummaryList"),
                    new Stage(
                            "ListModels",
                            "Models",
                            "ModelName",
                            "DescribeModel",
                            "ModelName",
                            CREATION,
                            CREATION,
                            ""),
                    new Stage(
                            "ListEndpointConfigs",
                            "EndpointConfigs",
                            "EndpointConfigName",
                            "DescribeEndpointConfig",
                            "EndpointConfigName",
                            CREATION,
                            CREATION,
                            ""),
                    new Stage(
                            "ListEndpoints",
                            "Endpoints",
                            "EndpointName",
                            "DescribeEndpoint",
                            "EndpointName",
                            MODIFIED,
                            CREATION,
                            ""));
}
