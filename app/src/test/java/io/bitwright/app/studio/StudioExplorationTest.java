package io.bitwright.app.studio;

class StudioExplorationTest {
  /** What an exploration prints, cut down. */
  static final String DOCUMENT =
      """
      {
        "space": "small",
        "variables": [
          {"name": "rows", "values": ["8", "16", "32"]},
          {"name": "weights", "values": ["binary", "ternary"]}
        ],
        "figures": [
          {"name": "latency", "unit": "s"},
          {"name": "energy", "unit": "J"},
          {"name": "area", "unit": ""}
        ],
        "points": [
          {"index": 0, "variables": {"rows": "8", "weights": "binary"},
           "figures": {"latency": 0.08, "energy": 0.5, "area": 100}, "onFront": true},
          {"index": 1, "variables": {"rows": "16", "weights": "binary"},
           "figures": {"latency": 0.04, "energy": 0.7, "area": 400}, "onFront": true},
          {"index": 2, "variables": {"rows": "32", "weights": "ternary"},
           "figures": {"latency": 0.005, "energy": 0.9, "area": 1600}, "onFront": true},
          {"index": 3, "variables": {"rows": "16", "weights": "ternary"},
           "figures": {"latency": 0.06, "energy": 0.95, "area": null}, "onFront": false}
        ]
      }
      """;
}
