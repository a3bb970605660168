package io.clew.fuzz;

import java.util.List;
import java.util.function.BinaryOperator;

/** Knows what SageMaker's operations take, and makes what they speak of. */
final class SageMakerSeeds {
    private static final String COMPONENT =
            "{'TrialComponentName':'%s','Parameters':{'lr':{'NumberValue':0.1},'kind':{'StringValue':'k'}}}";

    /** Lines of {@link RouteSeeds}; a header names the operation, and a field does here. */
    static final String TABLE =
            """
            POST aws {'__operation':'CreateArtifact','Source':{'SourceUri':'s3://bank/t-$n','SourceTypes':[{'SourceIdType':'S3ETag','Value':'e'}]},'ArtifactType':'DataSet','Properties':{'a':'b'},'MetadataProperties':{'CommitId':'9f3e','Repository':'https://github.com/bank/x'},'Tags':[{'Key':'k','Value':'v'}]}
            POST aws {'__operation':'CreateAction','ActionName':'a-$n','Source':{'SourceUri':'s3://bank/x'},'ActionType':'T','Status':'Completed','Properties':{'a':'b'}}
            POST aws {'__operation':'CreateContext','ContextName':'c-$n','Source':{'SourceUri':'arn:aws:sagemaker:us-east-1:000000000000:endpoint/e-$n'},'ContextType':'Endpoint','Properties':{'a':'b'}}
            POST aws {'__operation':'DescribeAction','ActionName':'$aws'}
            POST aws {'__operation':'UpdateAction','ActionName':'$aws','Status':'Failed','Properties':{'b':'c'},'PropertiesToRemove':['a']}
            POST aws {'__operation':'DeleteAction','ActionName':'$aws'}
            POST aws {'__operation':'ListActions','SortBy':'Name','SortOrder':'Ascending','MaxResults':5,'CreatedAfter':1.5}
            POST aws {'__operation':'ListArtifacts','SourceUri':'s3://bank/t','MaxResults':5}
            POST aws {'__operation':'AddAssociation','SourceArn':'arn:aws:sagemaker:us-east-1:000000000000:action/$aws','DestinationArn':'arn:aws:sagemaker:us-east-1:000000000000:context/$aws','AssociationType':'Produced'}
            POST aws {'__operation':'ListAssociations','SourceArn':'arn:aws:sagemaker:us-east-1:000000000000:action/$aws','SortBy':'SourceType','MaxResults':5}
            POST aws {'__operation':'QueryLineage','Filters':{'Types':['DataSet'],'LineageTypes':['Artifact'],'Properties':{'a':'b'},'CreatedAfter':1},'IncludeEdges':true,'Direction':'Both','MaxDepth':3,'MaxResults':5}
            POST aws {'__operation':'ListTags','ResourceArn':'arn:aws:sagemaker:us-east-1:000000000000:action/$aws','MaxResults':50}
            POST aws {'__operation':'AddTags','ResourceArn':'arn:aws:sagemaker:us-east-1:000000000000:action/$aws','Tags':[{'Key':'a','Value':'b'}]}
            POST aws {'__operation':'DescribeArtifact','ArtifactArn':'$awsArtifact'}
            POST aws {'__operation':'UpdateArtifact','ArtifactArn':'$awsArtifact','ArtifactName':'n','Properties':{'b':'c'},'PropertiesToRemove':['a']}
            POST aws {'__operation':'DeleteArtifact','Source':{'SourceUri':'s3://bank/t-$n','SourceTypes':[{'SourceIdType':'Custom','Value':'e'}]}}
            POST aws {'__operation':'DescribeContext','ContextName':'$aws'}
            POST aws {'__operation':'UpdateContext','ContextName':'$aws','Description':'d','Properties':{'b':'c'}}
            POST aws {'__operation':'ListContexts','ContextType':'T','SortBy':'CreationTime','SortOrder':'Descending','MaxResults':5,'CreatedBefore':1e10}
            POST aws {'__operation':'DeleteAssociation','SourceArn':'arn:aws:sagemaker:us-east-1:000000000000:action/$aws','DestinationArn':'arn:aws:sagemaker:us-east-1:000000000000:context/$aws'}
            POST aws {'__operation':'QueryLineage','StartArns':['$awsArtifact'],'Filters':{'ModifiedBefore':1e10},'IncludeEdges':true,'Direction':'Ascendants','MaxDepth':10,'MaxResults':1,'NextToken':''}
            POST aws {'__operation':'DescribeLineageGroup','LineageGroupName':'sagemaker-default-lineage-group'}
            POST aws {'__operation':'ListLineageGroups','SortBy':'Name','MaxResults':5,'CreatedAfter':0}
            POST aws {'__operation':'GetLineageGroupPolicy','LineageGroupName':'arn:aws:sagemaker:us-east-1:000000000000:lineage-group/sagemaker-default-lineage-group'}
            POST aws {'__operation':'DeleteTags','ResourceArn':'arn:aws:sagemaker:us-east-1:000000000000:action/$aws','TagKeys':['a']}
            POST aws {'__operation':'CreateExperiment','ExperimentName':'e-$n','DisplayName':'E','Description':'d','Tags':[{'Key':'k','Value':'v'}]}
            POST aws {'__operation':'DescribeExperiment','ExperimentName':'$aws'}
            POST aws {'__operation':'UpdateExperiment','ExperimentName':'$aws','DisplayName':'F','Description':'d'}
            POST aws {'__operation':'DeleteExperiment','ExperimentName':'e-$n'}
            POST aws {'__operation':'ListExperiments','SortBy':'Name','SortOrder':'Ascending','MaxResults':2,'CreatedAfter':1.5}
            POST aws {'__operation':'CreateTrial','TrialName':'t-$n','ExperimentName':'$aws','MetadataProperties':{'CommitId':'9f3e','GeneratedBy':'x'}}
            POST aws {'__operation':'DescribeTrial','TrialName':'$aws'}
            POST aws {'__operation':'UpdateTrial','TrialName':'$aws','DisplayName':'F'}
            POST aws {'__operation':'DeleteTrial','TrialName':'t-$n'}
            POST aws {'__operation':'ListTrials','ExperimentName':'$aws','TrialComponentName':'$aws','SortBy':'CreationTime','MaxResults':2}
            POST aws {'__operation':'CreateTrialComponent','TrialComponentName':'c-$n','Status':{'PrimaryStatus':'InProgress','Message':'m'},'StartTime':1700000000.5,'Parameters':{'lr':{'NumberValue':0.1},'kind':{'StringValue':'k'}},'InputArtifacts':{'data':{'MediaType':'text/csv','Value':'s3://bank/raw'}},'OutputArtifacts':{'m':{'Value':'s3://bank/m'}},'MetadataProperties':{'CommitId':'9f3e','Repository':'https://github.com/bank/x'}}
            POST aws {'__operation':'DescribeTrialComponent','TrialComponentName':'arn:aws:sagemaker:us-east-1:000000000000:experiment-trial-component/$aws'}
            POST aws {'__operation':'UpdateTrialComponent','TrialComponentName':'$aws','Status':{'PrimaryStatus':'Completed'},'EndTime':1700000100,'Parameters':{'lr':{'NumberValue':0.2}},'ParametersToRemove':['kind'],'InputArtifactsToRemove':['data'],'OutputArtifacts':{'m':{'Value':'s3://bank/n'}}}
            POST aws {'__operation':'DeleteTrialComponent','TrialComponentName':'c-$n'}
            POST aws {'__operation':'ListTrialComponents','ExperimentName':'$aws','SortBy':'Name','MaxResults':2,'CreatedBefore':1e10}
            POST aws {'__operation':'ListTrialComponents','TrialName':'$aws','SourceArn':'arn:aws:sagemaker:us-east-1:000000000000:training-job/x'}
            POST aws {'__operation':'AssociateTrialComponent','TrialComponentName':'$aws','TrialName':'$aws'}
            POST aws {'__operation':'DisassociateTrialComponent','TrialComponentName':'$aws','TrialName':'$aws'}
            POST aws {'__operation':'Search','Resource':'ExperimentTrialComponent','SearchExpression':{'Filters':[{'Name':'Parents.TrialName','Operator':'Equals','Value':'$aws'},{'Name':'Metrics.loss.Min','Operator':'LessThan','Value':'0.5'}],'NestedFilters':[{'NestedPropertyName':'Parents','Filters':[{'Name':'Parents.ExperimentName','Operator':'In','Value':'a,b'}]}],'SubExpressions':[{'Filters':[{'Name':'Parameters.lr','Operator':'Exists'}],'Operator':'Or'}],'Operator':'And'},'SortBy':'Parameters.lr','SortOrder':'Ascending','MaxResults':2,'NextToken':''}
            POST aws {'__operation':'Search','Resource':'Experiment','SearchExpression':{'Filters':[{'Name':'ExperimentName','Operator':'Contains','Value':'e'}]},'SortBy':'CreationTime'}
            POST aws {'__operation':'Search','Resource':'TrainingJob'}
            POST aws {'__operation':'CreateTrainingJob','TrainingJobName':'j-$n','HyperParameters':{'a':'1'},'RoleArn':'arn:aws:iam::000000000000:role/x'}
            POST  {'__operation':'ListExperiments','MaxResults':2}
            POST aws/ {'__operation':'ListTrials','MaxResults':2}
            POST aws/workspaces/{workspace} {'__operation':'ListTrials','MaxResults':2}
            POST aws/workspaces/{workspace}/ {'__operation':'ListTrials','MaxResults':2}
            PUT BatchPutMetrics {'TrialComponentName':'$aws','MetricData':[{'MetricName':'loss','Timestamp':1700000000,'Step':1,'Value':0.5},{'MetricName':'acc','Timestamp':1700000000.5,'Value':1e3}]}
            POST BatchGetMetrics {'MetricQueries':[{'MetricName':'loss','ResourceArn':'arn:aws:sagemaker:us-east-1:000000000000:experiment-trial-component/$aws','MetricStat':'Avg','Period':'OneMinute','XAxisType':'Timestamp','Start':0,'End':1700000000000}]}
            PUT aws/BatchPutMetrics {'TrialComponentName':'$aws','MetricData':[{'MetricName':'loss','Timestamp':1700000000,'Step':1,'Value':0.5},{'MetricName':'acc','Timestamp':1700000000.5,'Value':1e3}]}
            POST aws/BatchGetMetrics {'MetricQueries':[{'MetricName':'loss','ResourceArn':'arn:aws:sagemaker:us-east-1:000000000000:experiment-trial-component/$aws','MetricStat':'Avg','Period':'OneMinute','XAxisType':'Timestamp','Start':0,'End':1700000000000}]}
            PUT aws/workspaces/{workspace}/BatchPutMetrics {'TrialComponentName':'$aws','MetricData':[{'MetricName':'loss','Timestamp':1700000000,'Step':1,'Value':0.5},{'MetricName':'acc','Timestamp':1700000000.5,'Value':1e3}]}
            POST aws/workspaces/{workspace}/BatchGetMetrics {'MetricQueries':[{'MetricName':'loss','ResourceArn':'arn:aws:sagemaker:us-east-1:000000000000:experiment-trial-component/$aws','MetricStat':'Avg','Period':'OneMinute','XAxisType':'Timestamp','Start':0,'End':1700000000000}]}
            """;

    private SageMakerSeeds() {}

    /**
     * Makes one of each kind under a name.
     *
     * @param call makes a call by operation and fields, and returns the answer's text
     * @return the ARN of the artifact, which has no name
     */
    static String furnish(BinaryOperator<String> call, String name) {
        for (List<String> each :
                List.of(
                        List.of("CreateExperiment", "{'ExperimentName':'%s'}"),
                        List.of("CreateTrial", "{'TrialName':'%1$s','ExperimentName':'%1$s'}"),
                        List.of("CreateTrialComponent", COMPONENT),
                        List.of(
                                "CreateAction",
                                "{'ActionName':'%s','Source':{'SourceUri':'x'},'ActionType':'T'}"),
                        List.of(
                                "CreateContext",
                                "{'ContextName':'%s','Source':{'SourceUri':'x'},'ContextType':'T'}"))) {
            var _ = call.apply(each.getFirst(), each.getLast().formatted(name));
        }
        String made =
                call.apply(
                        "CreateArtifact",
                        "{'Source':{'SourceUri':'s3://bank/%s'},'ArtifactType':'T','Properties':{'a':'b'}}"
                                .formatted(name));
        return made.substring(made.indexOf("arn:"), made.lastIndexOf('"'));
    }
}
