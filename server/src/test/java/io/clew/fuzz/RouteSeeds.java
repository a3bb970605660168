package io.clew.fuzz;

import io.clew.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Knows what a route takes, to be changed from there: words that begin with {@code $} stand for
 * things of the {@link Scene}. A route that the table lacks gets the fields that any route has.
 */
final class RouteSeeds {
    private static final Pattern BASE =
            Pattern.compile("/(ajax-)?api/[23]\\.0/?mlflow/|/(ajax-)?api/2\\.0/|/api/v1/|/+");

    private static final String TABLE =
            """
            POST experiments/create {'name':'e-$n','artifact_location':'','tags':[{'key':'a','value':'b'}]}
            GET experiments/get {'experiment_id':'$experiment'}
            GET experiments/get-by-name {'experiment_name':'$experimentName'}
            POST experiments/update {'experiment_id':'$spare','new_name':'u-$n'}
            POST experiments/delete {'experiment_id':'$spare'}
            POST experiments/restore {'experiment_id':'$gone'}
            POST experiments/set-experiment-tag {'experiment_id':'$experiment','key':'k','value':'v'}
            POST experiments/delete-experiment-tag {'experiment_id':'$experiment','key':'team'}
            POST experiments/search {'max_results':20,'filter':'name LIKE \\"%\\"','order_by':['name'],'view_type':'ALL','page_token':''}
            GET experiments/search {'max_results':20,'filter':'name LIKE \\"%\\"','order_by':['name'],'view_type':'ALL','page_token':''}
            POST experiments/search-datasets {'experiment_ids':['$experiment']}
            POST runs/create {'experiment_id':'$experiment','user_id':'ann','run_name':'r','start_time':1700000000000,'tags':[{'key':'mlflow.user','value':'ann'},{'key':'mlflow.source.git.commit','value':'9f3e00000000000000000000000000000000beef'}]}
            POST runs/update {'run_id':'$run','status':'FINISHED','end_time':1700000001000,'run_name':'x'}
            POST runs/delete {'run_id':'$spareRun'}
            POST runs/restore {'run_id':'$spareRun'}
            GET runs/get {'run_id':'$run','run_uuid':'$run'}
            POST runs/search {'experiment_ids':['$experiment'],'filter':'metrics.acc > 0.1','run_view_type':'ACTIVE_ONLY','max_results':5,'order_by':['metrics.acc DESC'],'page_token':''}
            POST runs/log-metric {'run_id':'$run','run_uuid':'$run','key':'acc','value':0.5,'timestamp':1700000000000,'step':3,'model_id':'$logged','dataset_name':'d','dataset_digest':'0123abcd'}
            POST runs/log-parameter {'run_id':'$run','key':'p-$n','value':'0.1'}
            POST runs/log-batch {'run_id':'$run','metrics':[{'key':'acc','value':0.1,'timestamp':1,'step':1},{'key':'loss','value':'NaN','timestamp':2,'step':2}],'params':[{'key':'b-$n','value':'2'}],'tags':[{'key':'t','value':'v'}]}
            POST runs/log-batch {'run_id':'$run','metrics':[{'key':'m','value':1.5,'timestamp':5,'step':0,'model_id':'$logged','dataset_name':'d','dataset_digest':'x'}]}
            POST runs/set-tag {'run_id':'$run','key':'note','value':'v'}
            POST runs/set-tag {'run_id':'$run','key':'sparkDatasourceInfo','value':'path=s3://b/t,version=3,format=delta'}
            POST runs/set-tag {'run_id':'$run','key':'mlflow.parentRunId','value':'$spareRun'}
            POST runs/delete-tag {'run_id':'$run','key':'color'}
            POST runs/log-model {'run_id':'$run','model_json':'{\\"artifact_path\\":\\"m\\",\\"flavors\\":{},\\"utc_time_created\\":\\"2026-01-01 00:00:00\\",\\"run_id\\":\\"$run\\"}'}
            POST runs/log-inputs {'run_id':'$run','datasets':[{'tags':[{'key':'mlflow.data.context','value':'training'}],'dataset':{'name':'d','digest':'abc123','source_type':'s3','source':'{\\"uri\\":\\"s3://bank/t\\"}','schema':'{\\"mlflow_colspec\\":[{\\"name\\":\\"a\\",\\"type\\":\\"long\\"}]}','profile':'{\\"num_rows\\":3}'}}],'models':[{'model_id':'$logged'}]}
            POST runs/log-inputs {'run_id':'$run','datasets':[{'dataset':{'name':'e','digest':'q','source_type':'code','source':'{\\"tags\\":{}}'}}]}
            POST runs/outputs {'run_id':'$run','models':[{'model_id':'$logged','step':1}]}
            GET metrics/get-history {'run_id':'$run','metric_key':'acc','max_results':10,'page_token':''}
            GET metrics/get-history-bulk-interval {'run_ids':['$run'],'metric_key':'acc','start_step':0,'end_step':9,'max_results':5}
            GET metrics/get-history-bulk {'run_id':['$run'],'metric_key':'acc','max_results':5}
            POST logged-models {'experiment_id':'$experiment','name':'lm','model_type':'sk','source_run_id':'$run','params':[{'key':'a','value':'b'}],'tags':[{'key':'a','value':'b'}]}
            POST logged-models/search {'experiment_ids':['$experiment'],'filter':'name = \\"lm\\"','datasets':[{'dataset_name':'d','dataset_digest':'x'}],'max_results':5,'order_by':[{'field_name':'metrics.acc','ascending':false,'dataset_name':'d','dataset_digest':'x'}],'page_token':''}
            GET logged-models/{model_id} {}
            PATCH logged-models/{model_id} {'model_id':'$logged','status':'LOGGED_MODEL_READY'}
            DELETE logged-models/{model_id} {}
            PATCH logged-models/{model_id}/tags {'tags':[{'key':'a','value':'c'}]}
            DELETE logged-models/{model_id}/tags/{tag_key} {}
            POST logged-models/{model_id}/params {'params':[{'key':'q-$n','value':'c'}]}
            GET logged-models/{model_id}/artifacts/directories {'artifact_directory_path':'','page_token':''}
            GET logged-models/{model_id}/artifacts/files {'artifact_file_path':'MLmodel'}
            POST registered-models/create {'name':'m-$n','tags':[{'key':'a','value':'b'}],'description':'d','deployment_job_id':''}
            POST registered-models/rename {'name':'$spareModel','new_name':'n-$n'}
            PATCH registered-models/update {'name':'$model','description':'x'}
            DELETE registered-models/delete {'name':'$spareModel'}
            GET registered-models/get {'name':'$model'}
            GET registered-models/search {'filter':'name LIKE \\"%\\"','max_results':5,'order_by':['name ASC'],'page_token':''}
            GET registered-models/get-latest-versions {'name':'$model','stages':['Production']}
            POST registered-models/get-latest-versions {'name':'$model','stages':['Production']}
            POST registered-models/set-tag {'name':'$model','key':'k','value':'v'}
            DELETE registered-models/delete-tag {'name':'$model','key':'k'}
            POST registered-models/alias {'name':'$model','alias':'live','version':'1'}
            DELETE registered-models/alias {'name':'$model','alias':'other'}
            GET registered-models/alias {'name':'$model','alias':'live'}
            POST model-versions/create {'name':'$model','source':'runs:/$run/model','run_id':'$run','run_link':'','tags':[{'key':'a','value':'b'}],'description':'d','model_id':'$logged'}
            POST model-versions/create {'name':'$model','source':'models:/$logged','model_id':'$logged'}
            PATCH model-versions/update {'name':'$model','version':'1','description':'x'}
            POST model-versions/transition-stage {'name':'$model','version':'1','stage':'Staging','archive_existing_versions':true}
            DELETE model-versions/delete {'name':'$model','version':'2'}
            GET model-versions/get {'name':'$model','version':'1'}
            GET model-versions/search {'filter':'name = \\"$model\\"','max_results':5,'order_by':['version_number DESC'],'page_token':''}
            GET model-versions/get-download-uri {'name':'$model','version':'1'}
            POST model-versions/set-tag {'name':'$model','version':'1','key':'k','value':'v'}
            DELETE model-versions/delete-tag {'name':'$model','version':'1','key':'k'}
            GET artifacts/list {'run_id':'$run','path':'','page_token':''}
            GET get-artifact {'run_id':'$run','path':'a.txt'}
            GET model-versions/get-artifact {'name':'$model','version':'1','path':'MLmodel'}
            POST upload-artifact {'run_uuid':'$run','path':'b.txt'}
            GET mlflow-artifacts/artifacts {'path':'$experiment/$run/artifacts'}
            PUT mlflow-artifacts/artifacts/{path...} {'any':'bytes'}
            POST mlflow-artifacts/mpu/create/{path...} {'path':'big.bin','num_parts':2}
            POST mlflow-artifacts/mpu/complete/{path...} {'path':'big.bin','upload_id':'$upload','parts':[{'part_number':1,'etag':'$etagOne','url':'u'},{'part_number':2,'etag':'$etagTwo'}]}
            POST mlflow-artifacts/mpu/abort/{path...} {'path':'big.bin','upload_id':'$upload'}
            POST artifacts/presigned-upload-url {'run_id':'$run','path':'x'}
            GET resolve {'ref':'models:/$model@live'}
            GET resolve {'ref':'models:/$model@live','as_of':'2026-01-05'}
            GET node {'ref':'models:/$model/1'}
            GET node {'ref':'models:/$model/1','as_of':'2026-01-05','known_at':'$position'}
            GET explain {'ref':'models:/$model/1'}
            GET search {'q':'acc fraud','kind':['run','model'],'owner':'ann','tag':['a=b'],'param.lr':'0.1','since':'2020-01-01','limit':5,'cursor':''}
            GET search {'q':'m','limit':1}
            GET lineage {'of':'models:/$model/1','direction':'both','depth':3,'kind':['run'],'edge':['used'],'level':'node','assertion':['declared'],'failed':true,'limit':2,'cursor':''}
            GET lineage {'of':'runs:/$run','direction':'both','limit':1}
            GET lineage {'of':'models:/$model/1','kind':['column','dataset'],'level':'column','limit':2}
            GET layout {'of':'models:/$model/1','direction':'upstream','limit':50}
            GET impact {'of':'runs:/$run','failed':false,'limit':1}
            GET impact {'of':'runs:/$run','limit':1,'cursor':''}
            GET path {'from':'models:/$model/1','to':'runs:/$run','count':3}
            GET diff {'from':'runs:/$run','to':'models:/$model/1','from_as_of':'2026-01-05','to_as_of':'2026-02-05','detail':'full','limit':2,'cursor':''}
            GET diff {'from':'models:/$model@live','to':'models:/$model@live','from_as_of':'2020-01-05'}
            GET diff {'from':'runs:/$run','to':'runs:/$run','limit':1,'known_at':'1'}
            GET diff {'from':'runs:/$run','to':'runs:/$run','limit':1}
            GET metrics {'of':'runs:/$run','limit':1}
            GET metrics {'of':'runs:/$run','limit':2,'cursor':''}
            GET metrics/history {'of':'runs:/$run','key':'acc','limit':1}
            GET metrics/history {'of':'runs:/$run','key':'acc','limit':2,'cursor':''}
            GET runs {'of':'runs:/$run','limit':1}
            GET runs {'of':'runs:/$run','known_at':'$position','limit':1,'cursor':''}
            GET versions {'of':'models:/$model','limit':1}
            GET versions {'of':'models:/$model','limit':1,'cursor':''}
            GET warnings {'of':'models:/$model/1','limit':1}
            GET warnings {'of':'models:/$model/1','limit':1,'cursor':''}
            POST notes {'ref':'models:/$model/1','text':'Why?'}
            POST merges {'refs':['models:/$model','models:/$spareModel'],'reason':'One.'}
            POST retractions {'from':'models:/$model','kind':'same-as','to':'models:/$spareModel','reason':'Two.'}
            GET harvests {'limit':1,'cursor':'1'}
            POST harvests {'kind':'mlflow','origin':'http://m-$n:5000','restart':true}
            GET harvests/{id} {}
            GET harvests/{id}/errors {'limit':1,'cursor':'YQ'}
            POST harvests/{id}/batches {'pass':1,'batch':1,'position':'p','names':[],'expected':1,'problems':[{'what':'w','reason':'r'}]}
            PUT harvests/{id}/files/{path...} {'pass':1}
            POST harvests/{id}/changed {'marks':{'run 1':'m'}}
            GET harvests/{id}/known {'prefix':'run ','limit':1,'cursor':'YQ'}
            POST harvests/{id}/end {'pass':1,'state':'complete','reason':'r'}
            GET marquez/api/v1/namespaces {'limit':5,'offset':0}
            GET marquez/api/v1/namespaces/{namespace} {}
            PUT marquez/api/v1/namespaces/{namespace} {'ownerName':'ann','description':'d'}
            DELETE marquez/api/v1/namespaces/{namespace} {}
            GET marquez/api/v1/sources {'limit':5,'offset':0}
            GET marquez/api/v1/sources/{source} {}
            PUT marquez/api/v1/sources/{source} {'type':'POSTGRESQL','connectionUrl':'postgres://db:5432','description':'d'}
            GET marquez/api/v1/tags {'limit':5,'offset':0}
            PUT marquez/api/v1/tags/{tag} {'description':'d'}
            GET marquez/api/v1/jobs {'limit':5,'offset':0,'lastRunStates':'FAILED'}
            GET marquez/api/v1/namespaces/{namespace}/jobs {'limit':5,'offset':0,'lastRunStates':['NEW','RUNNING']}
            GET marquez/api/v1/namespaces/{namespace}/jobs/{job} {}
            PUT marquez/api/v1/namespaces/{namespace}/jobs/{job} {'type':'BATCH','inputs':[{'namespace':'ns','name':'t'}],'outputs':[],'location':'https://git.example/x','description':'d'}
            DELETE marquez/api/v1/namespaces/{namespace}/jobs/{job} {}
            GET marquez/api/v1/namespaces/{namespace}/jobs/{job}/versions {'limit':5,'offset':0}
            GET marquez/api/v1/namespaces/{namespace}/jobs/{job}/runs {'limit':5,'offset':0}
            POST marquez/api/v1/namespaces/{namespace}/jobs/{job}/runs {'nominalStartTime':'2026-01-01T00:00:00Z','nominalEndTime':'2026-01-01T01:00:00Z','args':{'a':'b'}}
            POST marquez/api/v1/namespaces/{namespace}/jobs/{job}/tags/{tag} {}
            PUT marquez/api/v1/namespaces/{namespace}/jobs/{job}/tags/{tag} {}
            DELETE marquez/api/v1/namespaces/{namespace}/jobs/{job}/tags/{tag} {}
            GET marquez/api/v1/namespaces/{namespace}/datasets {'limit':5,'offset':0}
            GET marquez/api/v1/namespaces/{namespace}/datasets/{dataset} {}
            PUT marquez/api/v1/namespaces/{namespace}/datasets/{dataset} {'type':'DB_TABLE','physicalName':'t','sourceName':'db','fields':[{'name':'a','type':'INT','description':'d'}],'tags':['PII'],'description':'d'}
            DELETE marquez/api/v1/namespaces/{namespace}/datasets/{dataset} {}
            GET marquez/api/v1/namespaces/{namespace}/datasets/{dataset}/versions {'limit':5,'offset':0}
            GET marquez/api/v1/namespaces/{namespace}/datasets/{dataset}/versions/{version} {}
            POST marquez/api/v1/namespaces/{namespace}/datasets/{dataset}/tags/{tag} {}
            PUT marquez/api/v1/namespaces/{namespace}/datasets/{dataset}/tags/{tag} {}
            DELETE marquez/api/v1/namespaces/{namespace}/datasets/{dataset}/tags/{tag} {}
            POST marquez/api/v1/namespaces/{namespace}/datasets/{dataset}/fields/{field}/tags/{tag} {}
            PUT marquez/api/v1/namespaces/{namespace}/datasets/{dataset}/fields/{field}/tags/{tag} {}
            DELETE marquez/api/v1/namespaces/{namespace}/datasets/{dataset}/fields/{field}/tags/{tag} {}
            GET marquez/api/v1/jobs/runs/{id} {}
            GET marquez/api/v1/jobs/runs/{id}/facets {'type':'run'}
            POST marquez/api/v1/jobs/runs/{id}/start {'at':'2026-01-01T00:00:00Z'}
            POST marquez/api/v1/jobs/runs/{id}/complete {}
            POST marquez/api/v1/jobs/runs/{id}/fail {}
            POST marquez/api/v1/jobs/runs/{id}/abort {}
            GET marquez/api/v1/search {'q':'x','filter':'JOB','sort':'NAME','limit':5,'namespace':'x','after':'2020-01-01','before':'2030-01-01'}
            GET marquez/api/v1/lineage {'nodeId':'job:x:x','depth':2}
            GET marquez/api/v1/lineage {'nodeId':'dataset:x:x'}
            GET marquez/api/v1/column-lineage {'nodeId':'datasetField:x:x:x','depth':2,'withDownstream':'true'}
            GET marquez/api/v1/column-lineage {'nodeId':'dataset:x:x'}
            POST marquez/api/v1/lineage {'eventType':'COMPLETE','eventTime':'2026-01-01T00:00:00Z','producer':'https://example.com/p','schemaURL':'https://openlineage.io/spec/2-0-2/OpenLineage.json#/definitions/RunEvent','run':{'runId':'01941111-0000-7000-8000-000000000001'},'job':{'namespace':'x','name':'x'},'outputs':[{'namespace':'x','name':'x'}]}
            GET marquez/api/v1/events/lineage {'before':'2030-01-01T00:00:00Z','after':'2020-01-01T00:00:00Z','limit':5,'offset':0,'sortDirection':'asc'}
            GET marquez/api/v1/events {'limit':5,'offset':0}
            GET marquez/api/v1/stats/lineage-events {'period':'WEEK','timezone':'Europe/Berlin'}
            GET marquez/api/v1/stats/jobs {'period':'DAY','timezone':'UTC'}
            GET marquez/api/v1/stats/datasets {'period':'WEEK','timezone':'UTC'}
            GET marquez/api/v1/stats/sources {'period':'DAY'}
            GET marquez/api/v2beta/search/jobs {'q':'x'}
            GET marquez/api/v2beta/search/datasets {'q':'x'}
            POST lineage {'eventType':'START','eventTime':'2026-11-30T08:15:00Z','producer':'urn:p','schemaURL':'urn:s','run':{'runId':'0192f5a0-7d1e-7c4b-9a55-3f2b8c1d0e05'},'job':{'namespace':'n','name':'j-$n'},'inputs':[{'namespace':'s3://bank','name':'raw'}],'outputs':[{'namespace':'s3a://bank/','name':'/out'}]}
            POST lineage {'eventTime':'2026-11-30T08:15:00Z','producer':'urn:p','schemaURL':'urn:s','job':{'namespace':'n','name':'j'},'inputs':[{'namespace':'file','name':'/tmp/x'}],'outputs':[]}
            POST lineage {'eventTime':'2026-11-30T08:15:00Z','producer':'urn:p','schemaURL':'urn:s','dataset':{'namespace':'postgres://DB:5432','name':'a.b.c','facets':{'lifecycleStateChange':{'_producer':'urn:p','_schemaURL':'urn:s','lifecycleStateChange':'DROP'},'symlinks':{'_producer':'urn:p','_schemaURL':'urn:s','identifiers':[{'namespace':'hive://h','name':'b.c','type':'TABLE'}]}}}}
            POST lineage/batch [{'eventType':'COMPLETE','eventTime':'2026-11-30T08:16:00Z','producer':'urn:p','schemaURL':'urn:s','run':{'runId':'r-$n'},'job':{'namespace':'n','name':'j'}},{'eventTime':'2026-11-30T08:15:00Z','producer':'urn:p','schemaURL':'urn:s','dataset':{'namespace':'n','name':'d'}},{}]
            GET export/openlineage {'since':'2026-01-01','until':'2026-12-31','namespace':'n','job':'j','cursor':'0','limit':2}
            GET export/openlineage {}
            GET metaflow/flows {'_limit':5,'_cursor':''}
            POST metaflow/flows/{flow_id} {'user_name':'ann','tags':['a'],'system_tags':['b']}
            POST metaflow/flows/{flow_id}/run {'run_number':'x','user_name':'ann','tags':['a'],'system_tags':['user:ann','metaflow_version:2.19.38'],'ts_epoch':1}
            GET metaflow/flows/{flow_id}/runs {'_tags:any':'a,b','status:eq':'running,failed','ts_epoch:ge':'5','user_name:co':'a','_limit':2,'_cursor':''}
            POST metaflow/flows/{flow_id}/runs/{run_number}/heartbeat {}
            PATCH metaflow/flows/{flow_id}/runs/{run_number}/tag/mutate {'tags_to_add':['c-$n'],'tags_to_remove':['a']}
            GET metaflow/flows/{flow_id}/runs/{run_number}/steps {'_limit':2,'_cursor':''}
            POST metaflow/flows/{flow_id}/runs/{run_number}/steps/{step_name}/step {'user_name':'ann','tags':[],'system_tags':[]}
            GET metaflow/flows/{flow_id}/runs/{run_number}/steps/{step_name}/tasks {'task_id:ge':'1','_limit':2,'_cursor':''}
            POST metaflow/flows/{flow_id}/runs/{run_number}/steps/{step_name}/task {'task_id':'x','user_name':'ann','system_tags':['metaflow_version:2.19.38']}
            POST metaflow/flows/{flow_id}/runs/{run_number}/steps/{step_name}/tasks/{task_id}/metadata [{'field_name':'attempt','value':'0','type':'attempt','tags':['attempt_id:0']},{'field_name':'git-info','value':'{\\"commit_sha\\":\\"9f3e000\\"}','type':'git-info'},{'field_name':'attempt_ok','value':'True','type':'internal_attempt_status'}]
            POST metaflow/flows/{flow_id}/runs/{run_number}/steps/{step_name}/tasks/{task_id}/metadata [{'field_name':'origin-run-id','value':'1','type':'x'},{'field_name':'origin-task-id','value':'2','type':'x'},{'field_name':'execution-triggers','value':'[{\\"type\\":\\"run\\",\\"id\\":\\"F/1\\"}]','type':'x'},{'field_name':'u','value':[1,null],'type':'card-info'}]
            GET metaflow/flows/{flow_id}/runs/{run_number}/steps/{step_name}/tasks/{task_id}/metadata {'_limit':2,'_cursor':''}
            POST metaflow/flows/{flow_id}/runs/{run_number}/steps/{step_name}/tasks/{task_id}/artifact [{'name':'m','attempt_id':0,'sha':'0123456789abcdef0123456789abcdef01234567','location':':root:/tmp/x','ds_type':'local','type':'metaflow.artifact','content_type':'gzip+pickle-v4'}]
            GET metaflow/flows/{flow_id}/runs/{run_number}/artifacts {'_limit':2,'_cursor':''}
            GET metaflow/flows/{flow_id}/runs/{run_number}/steps/{step_name}/filtered_tasks {'metadata_field_name':'attempt','pattern':'0|1'}
            """;

    private static final Tree ANY =
            Tree.of(
                    "{'name':'$model','version':'1','run_id':'$run','experiment_id':'$experiment',"
                            + "'key':'k','value':'v','ref':'models:/$model','limit':5}");

    private static final Tree NONE = Tree.of("{}");

    private static final Map<String, String> PATH_PARAMETERS =
            Map.of(
                    "model_id", "$logged",
                    "tag_key", "a",
                    "upload_id", "$upload",
                    "part", "1",
                    "path", "$experiment/$run/artifacts/a.txt",
                    "attempt_id", "0",
                    "workspace", "default");

    /** The run that {@link Scene} tells of by an event. */
    private static final String RUN_OF_EVENT = "01941111-0000-7000-8000-000000000001";

    private static final Map<String, List<Tree>> SEEDS = table();

    private RouteSeeds() {}

    private static Map<String, List<Tree>> table() {
        Map<String, List<Tree>> seeds = new HashMap<>();
        for (String line : (TABLE + SageMakerSeeds.TABLE).strip().split("\n")) {
            String[] parts = line.split(" ", 3);
            seeds.computeIfAbsent(parts[0] + " " + parts[1], key -> new ArrayList<>())
                    .add(Tree.of(parts[2]));
        }
        String everyFacet = everyFacet();
        seeds.get("POST lineage").addAll(Collections.nCopies(3, Tree.of(everyFacet)));
        seeds.get("POST lineage/batch").add(Tree.of("[" + everyFacet + "]"));
        return seeds;
    }

    /** An event that has all facets, so that changes hit each of them. */
    private static String everyFacet() {
        try (InputStream in = RouteSeeds.class.getResourceAsStream("openlineage-event.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Says whether the table has the route. */
    static boolean knows(Route route) {
        return SEEDS.containsKey(key(route));
    }

    /** Returns fields that the route takes. */
    static List<Tree> of(Route route) {
        return SEEDS.getOrDefault(key(route), List.of(ANY, NONE));
    }

    private static String key(Route route) {
        return route.method() + " " + BASE.matcher(route.pattern()).replaceFirst("");
    }

    /** Returns the type of the bodies that a route takes. */
    static String contentType(Route route) {
        if (route.pattern().endsWith("/harvests/{id}/batches")) {
            return "application/x-ndjson";
        }
        return route.pattern().endsWith("/harvests/{id}/files/{path...}")
                ? "application/octet-stream"
                : "application/json";
    }

    /** Returns what a path parameter usually is. */
    static String pathParameter(Route route, String name) {
        if (route.pattern().contains("/mpu/") && name.equals("path")) {
            return "$experiment/$run/artifacts";
        }
        if (route.pattern().startsWith("/marquez/") && name.equals("id")) {
            return RUN_OF_EVENT;
        }
        if (route.pattern().startsWith("/marquez/") && name.equals("version")) {
            return "run-" + RUN_OF_EVENT;
        }
        if (route.pattern().startsWith("/api/v1/harvests") && name.equals("id")) {
            return "1";
        }
        return PATH_PARAMETERS.getOrDefault(name, "x");
    }
}
