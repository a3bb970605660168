package io.clew.questions.diff.compare;

import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.align.Role;

/** Compares all aligned pairs, each in what its part can differ in. */
public final class Comparison {
    private Comparison() {}

    /** Adds all that differs to the scene. */
    public static void run(Scene scene) {
        boolean sameClocks = scene.alignment().isOfSameClocks();
        for (Pair pair : scene.alignment().pairs()) {
            scene.work().tick();
            if (pair.role() == Role.DATA || !sameClocks || !pair.isSame()) {
                compare(scene, pair);
            }
        }
        FeatureChanges.find(scene);
        TransformationChanges.find(scene);
        StaleInputs.find(scene);
        UpstreamRunChanges.find(scene);
        if (scene.isOfTwoTimes()) {
            ModelChanges.asked(scene, scene.alignment().asked());
        }
    }

    private static void compare(Scene scene, Pair pair) {
        switch (pair.role()) {
            case RUN -> run(scene, pair);
            case DATA -> data(scene, pair);
            case MODEL -> model(scene, pair);
            case DEPLOYMENT -> AnnotationChanges.find(scene, pair);
            case CODE -> {
                CodeChanges.ofCode(scene, pair);
                AnnotationChanges.find(scene, pair);
            }
            case ENVIRONMENT -> EnvironmentChanges.ofEnvironment(scene, pair);
            case ARTIFACT -> DataChanges.artifact(scene, pair);
        }
    }

    private static void run(Scene scene, Pair pair) {
        if (pair.isWhole()) {
            ParameterChanges.find(scene, pair);
            AlgorithmChanges.find(scene, pair);
            CodeChanges.ofRun(scene, pair);
            EnvironmentChanges.ofRun(scene, pair);
            ModelChanges.baseName(scene, pair);
            AnnotationChanges.find(scene, pair);
        }
    }

    private static void data(Scene scene, Pair pair) {
        DataChanges.find(scene, pair);
        if (DataChanges.isOneDataset(scene, pair)) {
            SchemaChanges.find(scene, pair);
            QualityChanges.find(scene, pair);
            AssertionChanges.find(scene, pair);
            AnnotationChanges.find(scene, pair);
        }
    }

    private static void model(Scene scene, Pair pair) {
        ModelChanges.used(scene, pair);
        if (pair.isWhole()) {
            ModelChanges.baseName(scene, pair);
            AnnotationChanges.find(scene, pair);
            if (scene.runOf(pair) == null) {
                ParameterChanges.ofModel(scene, pair);
                AlgorithmChanges.flavors(scene, pair, pair);
            }
        }
    }
}
