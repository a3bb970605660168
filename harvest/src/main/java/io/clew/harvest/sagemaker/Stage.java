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
 * @param perParent whether it is listed for each of the stage before it by that one's name
 */
record Stage(
        String list,
        String summaries,
        String name,
        String describe,
        String asked,
        String since,
        String perParent) {

    private static Stage of(String what, String since) {
        return new Stage(
                "List" + what + "s",
                what + "Summaries",
                what + "Name",
                "Describe" + what,
                what + "Name",
                since,
                "");
    }

    /**
     * All stages, so that what others refer to comes first: entities before what is between them,
     * and lineage that AWS made before the jobs that it was made of.
     */
    static final List<Stage> ALL =
            List.of(
                    of("Experiment", "CreatedAfter"),
                    of("Trial", "CreatedAfter"),
                    of("TrialComponent", "CreatedAfter"),
                    new Stage(
                            "ListArtifacts",
                            "ArtifactSummaries",
                            "ArtifactArn",
                            "DescribeArtifact",
                            "ArtifactArn",
                            "CreatedAfter",
                            ""),
                    of("Action", "CreatedAfter"),
                    of("Context", "CreatedAfter"),
                    new Stage(
                            "ListTrials",
                            "TrialSummaries",
                            "TrialName",
                            "ListTrialComponents",
                            "TrialName",
                            "",
                            "TrialComponentSummaries"),
                    new Stage(
                            "ListAssociations",
                            "AssociationSummaries",
                            "SourceArn",
                            "",
                            "",
                            "CreatedAfter",
                            ""),
                    of("TrainingJob", "LastModifiedTimeAfter"),
                    of("ProcessingJob", "LastModifiedTimeAfter"),
                    of("TransformJob", "LastModifiedTimeAfter"),
                    new Stage(
                            "ListModelPackageGroups",
                            "ModelPackageGroupSummaryList",
                            "ModelPackageGroupName",
                            "DescribeModelPackageGroup",
                            "ModelPackageGroupName",
                            "",
                            ""),
                    new Stage(
                            "ListModelPackageGroups",
                            "ModelPackageGroupSummaryList",
                            "ModelPackageGroupName",
                            "ListModelPackages",
                            "ModelPackageGroupName",
                            "",
                            "ModelPackageSummaryList"),
                    new Stage(
                            "ListModels",
                            "Models",
                            "ModelName",
                            "DescribeModel",
                            "ModelName",
                            "CreationTimeAfter",
                            ""),
                    new Stage(
                            "ListEndpointConfigs",
                            "EndpointConfigs",
                            "EndpointConfigName",
                            "DescribeEndpointConfig",
                            "EndpointConfigName",
                            "CreationTimeAfter",
                            ""),
                    new Stage(
                            "ListEndpoints",
                            "Endpoints",
                            "EndpointName",
                            "DescribeEndpoint",
                            "EndpointName",
                            "LastModifiedTimeAfter",
                            ""));
}
