"""What pipelines are made of: people, algorithms, parameters, packages, expressions."""

TEAMS = ["team:payments", "team:growth", "team:risk", "team:platform"]
PEOPLE = ["ada", "grace", "lin", "omar", "mary"]
ESTIMATORS = {
    "sklearn": [
        "sklearn.linear_model._logistic.LogisticRegression",
        "sklearn.ensemble._forest.RandomForestClassifier",
        "sklearn.ensemble._gb.GradientBoostingClassifier",
    ],
    "xgboost": ["xgboost.sklearn.XGBClassifier", "xgboost.sklearn.XGBRFClassifier"],
    "lightgbm": ["lightgbm.sklearn.LGBMClassifier", "lightgbm.sklearn.LGBMRanker"],
}
PARAMS = {
    "learning_rate": ["0.01", "0.03", "0.05", "0.1", "0.3"],
    "max_depth": ["4", "6", "8", "10"],
    "n_estimators": ["100", "200", "400", "800"],
    "subsample": ["0.6", "0.8", "1.0"],
    "reg_lambda": ["0.1", "1.0", "5.0"],
    "min_child_weight": ["1", "3", "10"],
    "class_weight": ["balanced", "None"],
}
PACKAGES = {
    "numpy": ["1.26.4", "2.0.2", "2.1.3"],
    "pandas": ["2.1.4", "2.2.3", "2.3.0"],
    "scipy": ["1.13.1", "1.14.1"],
    "scikit-learn": ["1.4.2", "1.5.2", "1.6.0"],
    "category-encoders": ["2.6.3", "2.6.4"],
    "shap": ["0.45.1", "0.46.0"],
    "cloudpickle": ["3.0.0", "3.1.0"],
    "pyarrow": ["16.1.0", "17.0.0"],
    "xgboost": ["2.0.3", "2.1.1"],
    "lightgbm": ["4.3.0", "4.5.0"],
}
DERIVED = [("AGGREGATION", "avg({})", "mean_{}", 1.0), ("AGGREGATION", "max({})", "max_{}", 3.0)]
DERIVED += [("TRANSFORMATION", "log1p({})", "log_{}", 0.08), ("TRANSFORMATION", "{} / 100", "{}_scaled", 0.01)]
FILTERS = ["status = 'settled'", "valid", "amount_known AND NOT is_test", "day >= current_date - 30"]
MODES = ["living", "rerun", "still"]
