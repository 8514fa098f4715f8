"""Writes the ONNX files of other systems that OtherSystemsTest reads, and expected.json: python other_systems.py FOLDER

The networks are trained on Fisher's irises. expected.json has some rows of features, the probabilities that the system itself gives for
them, and the class names in the file, if any. Made with PyTorch 2.13.0, onnxscript 0.7.2, scikit-learn 1.9.1 and skl2onnx 1.21.0.
"""

import json
import sys
from pathlib import Path

import numpy
import torch
from skl2onnx import to_onnx
from sklearn.datasets import load_iris
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

FOLDER = Path(sys.argv[1])
IRIS = load_iris()
X, Y = IRIS.data, IRIS.target
ROWS = X[[0, 20, 60, 77, 110, 133]]
expected = {"rows": ROWS.tolist(), "models": {}}


def expect(name, probabilities, class_names=()):
    expected["models"][name] = {"probabilities": numpy.asarray(probabilities).tolist(), "classNames": list(class_names)}


def of_pytorch():
    torch.manual_seed(1)
    net = torch.nn.Sequential(torch.nn.Linear(4, 5), torch.nn.Tanh(), torch.nn.Linear(5, 4), torch.nn.ReLU(), torch.nn.Linear(4, 3), torch.nn.Softmax(dim=1))
    net = net.double()
    optimizer = torch.optim.Adam(net.parameters(), 0.05)
    for _ in range(100):
        optimizer.zero_grad()
        torch.nn.functional.nll_loss(torch.log(net(torch.tensor(X))), torch.tensor(Y)).backward()
        optimizer.step()
    for name, precision in (("pytorch-double", torch.float64), ("pytorch-float", torch.float32)):
        own, rows = net.to(precision), torch.tensor(ROWS, dtype=precision)
        exported = torch.onnx.export(own, (rows,), input_names=["x"], dynamic_shapes=({0: "N"},), dynamo=True, verbose=False).model_proto
        # Without the stack traces of this script, which the exporter adds.
        for part in (exported.graph, *exported.graph.node, *exported.graph.value_info, *exported.graph.input, *exported.graph.output):
            del part.metadata_props[:]
        (FOLDER / f"{name}.onnx").write_bytes(exported.SerializeToString())
        expect(name, own(rows).detach().numpy())
    # The older exporter writes the weights for MatMul where there is no bias.
    without = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(4, 3, bias=False), torch.nn.Sigmoid(), torch.nn.Linear(3, 3), torch.nn.LogSoftmax(dim=1)).double()
    torch.onnx.export(without, (torch.tensor(ROWS),), FOLDER / "pytorch-older.onnx", dynamo=False, opset_version=11)
    expect("pytorch-older", torch.exp(without(torch.tensor(ROWS))).detach().numpy())


def of_sklearn():
    names = IRIS.target_names
    for name, activation, classes, data_type in (
        ("sklearn-three-classes", "relu", 3, numpy.float64),
        ("sklearn-two-classes", "logistic", 2, numpy.float64),
        ("sklearn-float", "tanh", 3, numpy.float32),
    ):
        known = Y < classes
        model = make_pipeline(StandardScaler(), MLPClassifier((6,), activation=activation, random_state=1, max_iter=300))
        model.fit(X[known].astype(data_type), names[Y[known]])
        zipmap = data_type == numpy.float64
        onnx = to_onnx(model, X[:1].astype(data_type), options={"zipmap": zipmap}, target_opset=18)
        (FOLDER / f"{name}.onnx").write_bytes(onnx.SerializeToString())
        expect(name, model.predict_proba(ROWS.astype(data_type)), names[:classes])


of_pytorch()
of_sklearn()
(FOLDER / "expected.json").write_text(json.dumps(expected, indent=1) + "\n", encoding="utf-8")
