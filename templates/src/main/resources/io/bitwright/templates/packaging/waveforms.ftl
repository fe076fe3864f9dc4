<#-- Runs of small units of each kind, recorded from their RTL by UnitWaveformTest. -->
<#macro weight_stationary_array>
{"signal": [
  {"name": "clk_i", "wave": "p......................................."},
  ["weight",
    {"name": "weight_valid_i", "wave": "1...............0......................."},
    {"name": "weight_ready_o", "wave": "1...............010....1.......0...10..."},
    {"name": "weight_data_i", "wave": "================x.......................", "data": ["34", "7", "30", "f", "3f", "c", "4", "3f", "34", "7", "30", "f", "3f", "c", "4", "3f"]}],
  ["activation",
    {"name": "activation_valid_i", "wave": "1....0.1..0.10.10..1.....0.............."},
    {"name": "activation_ready_o", "wave": "0...1.....0.1...010....1.0.............."},
    {"name": "activation_data_i", "wave": "=....x.===x.=x.=x..=....=x..............", "data": ["b27b78f1", "257fb0bd", "28bc51", "347d63", "2436f6fb", "fc062ab6", "41f9c7", "f283f0"]},
    {"name": "activation_first_i", "wave": "=....x.===x.=x.=x..=....=x..............", "data": ["1", "1", "0", "0", "1", "1", "0", "0"]},
    {"name": "activation_last_i", "wave": "=....x.===x.=x.=x..=....=x..............", "data": ["0", "0", "1", "1", "0", "0", "1", "1"]},
    {"name": "activation_end_i", "wave": "=....x.===x.=x.=x..=....=x..............", "data": ["0", "1", "0", "1", "0", "1", "0", "1"]}],
  ["result",
    {"name": "result_valid_o", "wave": "0...............1.......0......1........"},
    {"name": "result_ready_i", "wave": "0....10....10....10....10....10....10..."},
    {"name": "result_data_o", "wave": "x...............=.=.....x......=....=...", "data": ["3f43034bf85", "3f61fa73fc8", "8013801f", "54018ffea"]}]
 ],
 "head": {"text": "weight_stationary_array rows=4 columns=3 weights=ternary activations=int8 multiplier=adder accumulator-rows=2 longest-sum=32 accumulator-width=14: 4x7x3 random, stalls: all, the first 40 of 42 cycles", "tick": 0}}
</#macro>
<#macro input_stationary_array>
{"signal": [
  {"name": "clk_i", "wave": "p......................................."},
  ["activation",
    {"name": "activation_valid_i", "wave": "1...............0......................."},
    {"name": "activation_ready_o", "wave": "1...............010....1.......0...10..."},
    {"name": "activation_data_i", "wave": "================x.......................", "data": ["fbbdf1", "f6b078", "367f7b", "2425b2", "c76351", "f97dbc", "413428", "0", "fbbdf1", "f6b078", "367f7b", "2425b2", "c76351", "f97dbc", "413428", "0"]}],
  ["weight",
    {"name": "weight_valid_i", "wave": "1....0.1..0.10.10..1.....0.............."},
    {"name": "weight_ready_o", "wave": "0...1.....0.1...010....1.0.............."},
    {"name": "weight_data_i", "wave": "=....x.===x.=x.=x..=....=x..............", "data": ["31", "cc", "dd", "c3", "c5", "33", "df", "c3"]},
    {"name": "weight_first_i", "wave": "=....x.===x.=x.=x..=....=x..............", "data": ["1", "1", "0", "0", "1", "1", "0", "0"]},
    {"name": "weight_last_i", "wave": "=....x.===x.=x.=x..=....=x..............", "data": ["0", "0", "1", "1", "0", "0", "1", "1"]},
    {"name": "weight_end_i", "wave": "=....x.===x.=x.=x..=....=x..............", "data": ["0", "1", "0", "1", "0", "1", "0", "1"]}],
  ["result",
    {"name": "result_valid_o", "wave": "0...............1.......0......1........"},
    {"name": "result_ready_i", "wave": "0....10....10....10....10....10....10..."},
    {"name": "result_data_o", "wave": "x...............=.=.....x......=....=...", "data": ["3fd4fd60033", "1fff23f85", "4efa700d2", "8fd87f43"]}]
 ],
 "head": {"text": "input_stationary_array rows=4 columns=3 weights=ternary activations=int8 multiplier=adder accumulator-rows=2 longest-sum=32 accumulator-width=14: 3x7x4 random, stalls: all, the first 40 of 42 cycles", "tick": 0}}
</#macro>
<#macro output_stationary_array>
{"signal": [
  {"name": "clk_i", "wave": "p............."},
  ["activation",
    {"name": "activation_valid_i", "wave": "1.....0......."},
    {"name": "activation_ready_o", "wave": "1.....0......."},
    {"name": "activation_data_i", "wave": "======x.......", "data": ["197dd8", "fc5166", "3dc438", "69c275", "1e2216", "d9c8c7"]},
    {"name": "activation_last_i", "wave": "======x.......", "data": ["0", "0", "0", "0", "0", "1"]}],
  ["weight",
    {"name": "weight_valid_i", "wave": "1.....0......."},
    {"name": "weight_ready_o", "wave": "1.....0......."},
    {"name": "weight_data_i", "wave": "======x.......", "data": ["c4", "f1", "c", "1d", "5c", "14"]}],
  ["result",
    {"name": "result_valid_o", "wave": "0..........1.."},
    {"name": "result_ready_i", "wave": "101...0.1.01.."},
    {"name": "result_data_o", "wave": "x..........===", "data": ["ff63fecfb700db", "fd53f5b0274013", "24064fcb8065"]}]
 ],
 "head": {"text": "output_stationary_array rows=3 columns=4 weights=ternary activations=int8 multiplier=adder longest-sum=20 accumulator-width=14: 3x6x4 random, stalls: output back pressure", "tick": 0}}
</#macro>
<#macro adder_tree_array>
{"signal": [
  {"name": "clk_i", "wave": "p......................................."},
  ["weight",
    {"name": "weight_valid_i", "wave": "1.....................0................."},
    {"name": "weight_ready_o", "wave": "1...........01.0....1.......0.....1.0..."},
    {"name": "weight_data_i", "wave": "=============.==.....=x.................", "data": ["5", "5", "5", "5", "5", "5", "5", "4", "5", "5", "5", "5", "5", "5", "5", "f"]}],
  ["activation",
    {"name": "activation_valid_i", "wave": "1....0.1.010..101....0..1010............"},
    {"name": "activation_ready_o", "wave": "0...1......0.1.0....101....0............"},
    {"name": "activation_data_i", "wave": "=....x.==x=x..=x=....x..=x=x............", "data": ["80808080", "80808080", "808080", "808080", "80808080", "80808080", "808080", "808080"]},
    {"name": "activation_first_i", "wave": "=....x.==x=x..=x=....x..=x=x............", "data": ["1", "1", "0", "0", "1", "1", "0", "0"]},
    {"name": "activation_last_i", "wave": "=....x.==x=x..=x=....x..=x=x............", "data": ["0", "0", "1", "1", "0", "0", "1", "1"]},
    {"name": "activation_end_i", "wave": "=....x.==x=x..=x=....x..=x=x............", "data": ["0", "1", "0", "1", "0", "1", "0", "1"]}],
  ["result",
    {"name": "result_valid_o", "wave": "0...........1.01.....0......1......01..."},
    {"name": "result_ready_i", "wave": "0.....10.....10.....10.....10.....10...."},
    {"name": "result_data_o", "wave": "x...........=.x=.....x......=......x=...", "data": ["3e407c80", "3e407c80", "3e407c80", "3e407c80"]}]
 ],
 "head": {"text": "adder_tree_array rows=4 columns=2 weights=ternary activations=int8 shared-pairs=false accumulator-rows=2 longest-sum=64 accumulator-width=15: 4x7x2 lowest times highest, stalls: all, the first 40 of 42 cycles", "tick": 0}}
</#macro>
<#macro bit_plane_array>
{"signal": [
  {"name": "clk_i", "wave": "p......................................."},
  ["weight",
    {"name": "weight_valid_i", "wave": "1......................................."},
    {"name": "weight_ready_o", "wave": "1......................................."},
    {"name": "weight_data_i", "wave": "========================================", "data": ["f", "f", "f", "f", "f", "d", "5", "6", "1", "1", "6", "e", "3", "1", "2", "8", "4", "4", "7", "1", "f", "f", "f", "b", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "f"]}],
  ["activation",
    {"name": "activation_valid_i", "wave": "0...........1........0.10.............1."},
    {"name": "activation_ready_o", "wave": "0...................1...0..............."},
    {"name": "activation_data_i", "wave": "x...........=........x.=x.............=.", "data": ["80808080", "80808080", "808080"]},
    {"name": "activation_first_i", "wave": "x...........=........x.=x.............=.", "data": ["1", "1", "0"]},
    {"name": "activation_last_i", "wave": "x...........=........x.=x.............=.", "data": ["0", "0", "1"]},
    {"name": "activation_end_i", "wave": "x...........=........x.=x.............=.", "data": ["0", "1", "0"]}],
  ["result",
    {"name": "result_valid_o", "wave": "0......................................."},
    {"name": "result_ready_i", "wave": "0...10...10...10...10...10...10...10...1"},
    {"name": "result_data_o", "wave": "x.......................................", "data": []}]
 ],
 "head": {"text": "bit_plane_array rows=4 columns=2 planes=2 activation-order=parallel scale-fraction-bits=12 accumulator-rows=2 longest-sum=16 result-width=29: 9x7x2 lowest times lowest, stalls: all, the first 40 of 305 cycles", "tick": 0}}
</#macro>
<#macro xnor_popcount_array>
{"signal": [
  {"name": "clk_i", "wave": "p......................................."},
  ["weight",
    {"name": "weight_valid_i", "wave": "1.....................................0."},
    {"name": "weight_ready_o", "wave": "1....................0...10..1..0..1...."},
    {"name": "weight_data_i", "wave": "======================....=...===...==x.", "data": ["0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "3", "3", "3", "3", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "3", "3", "3", "3"]}],
  ["activation",
    {"name": "activation_valid_i", "wave": "0..........1010......10.10.1..01.......0"},
    {"name": "activation_ready_o", "wave": "0......1..................0..10.......10"},
    {"name": "activation_data_i", "wave": "x..........=x=x......=x.=x.=..x=.......x", "data": ["7f", "7f", "7f", "7f", "7f", "7f"]},
    {"name": "activation_terms_i", "wave": "x..........=x=x......=x.=x.=..x=.......x", "data": ["7", "7", "3", "3", "7", "3"]},
    {"name": "activation_first_i", "wave": "x..........=x=x......=x.=x.=..x=.......x", "data": ["1", "1", "0", "0", "1", "0"]},
    {"name": "activation_last_i", "wave": "x..........=x=x......=x.=x.=..x=.......x", "data": ["0", "0", "1", "1", "0", "1"]},
    {"name": "activation_end_i", "wave": "x..........=x=x......=x.=x.=..x=.......x", "data": ["0", "1", "0", "1", "1", "1"]}],
  ["result",
    {"name": "result_valid_o", "wave": "0.........................1...0.1...0..."},
    {"name": "result_ready_i", "wave": "0....10....10....10....10....10....10..."},
    {"name": "result_data_o", "wave": "x.........................=...x.=...x...", "data": ["f6f6", "f6f6"]}]
 ],
 "head": {"text": "xnor_popcount_array rows=7 columns=2 accumulator-rows=2 longest-sum=56 accumulator-width=8: 3x10x2 lowest times highest, stalls: all, the first 40 of 48 cycles", "tick": 0}}
</#macro>
<#macro lookup_array>
{"signal": [
  {"name": "clk_i", "wave": "p......................................."},
  ["weight",
    {"name": "weight_valid_i", "wave": "1....................0.................."},
    {"name": "weight_ready_o", "wave": "1..............0....1........0....1.0..."},
    {"name": "weight_data_i", "wave": "================.....x..................", "data": ["0", "0", "0", "0", "0", "0", "0", "3", "0", "0", "0", "0", "0", "0", "0", "0"]}],
  ["activation",
    {"name": "activation_valid_i", "wave": "1....0.1.010..101....0..1010............"},
    {"name": "activation_ready_o", "wave": "0...1......01..0....1......0............"},
    {"name": "activation_data_i", "wave": "=....x.==x=x..=x=....x..=x=x............", "data": ["80808080", "80808080", "808080", "808080", "80808080", "80808080", "808080", "808080"]},
    {"name": "activation_first_i", "wave": "=....x.==x=x..=x=....x..=x=x............", "data": ["1", "1", "0", "0", "1", "1", "0", "0"]},
    {"name": "activation_last_i", "wave": "=....x.==x=x..=x=....x..=x=x............", "data": ["0", "0", "1", "1", "0", "0", "1", "1"]},
    {"name": "activation_end_i", "wave": "=....x.==x=x..=x=....x..=x=x............", "data": ["0", "1", "0", "1", "0", "1", "0", "1"]}],
  ["result",
    {"name": "result_valid_o", "wave": "0............101.....0.......1.....01..."},
    {"name": "result_ready_i", "wave": "0.....10.....10.....10.....10.....10...."},
    {"name": "result_data_o", "wave": "x............=x=.....x.......=.....x=...", "data": ["3e407c80", "3e407c80", "3e407c80", "3e407c80"]}]
 ],
 "head": {"text": "lookup_array rows=4 columns=2 mu=2 accumulator-rows=2 longest-sum=64 accumulator-width=15: 4x7x2 lowest times highest, stalls: all, the first 40 of 42 cycles", "tick": 0}}
</#macro>
<#macro ternary_unpacker>
{"signal": [
  {"name": "clk_i", "wave": "p......................................."},
  ["byte",
    {"name": "byte_valid_i", "wave": "1..0101.....0101.01...0101.....0101.01.."},
    {"name": "byte_ready_o", "wave": "1......................................."},
    {"name": "byte_data_i", "wave": "===x=x======x=x==x====x=x======x=x==x===", "data": ["100", "201", "302", "403", "504", "605", "706", "807", "908", "a09", "b0a", "c0b", "d0c", "e0d", "f0e", "100f", "1110", "1211", "1312", "1413", "1514", "1615", "1716", "1817", "1918", "1a19", "1b1a", "1c1b", "1d1c", "1e1d"]}],
  ["trit",
    {"name": "trit_valid_o", "wave": "0.1..0101.....0101.01...0101.....0101.01"},
    {"name": "trit_ready_i", "wave": "1......................................."},
    {"name": "trit_data_o", "wave": "x.===x=x======x=x==x====x=x======x=x==x=", "data": ["3ffff", "3fcff", "fdff", "ff3f", "fc3f", "1fd3f", "1ff7f", "1fc7f", "33d7f", "33fcf", "33ccf", "3dcf", "3f0f", "3c0f", "13d0f", "13f4f", "13c4f", "37d4f", "37fdf", "37cdf", "7ddf", "7f1f", "7c1f", "17d1f", "17f5f", "17c5f", "3cd5f", "3cff3"]},
    {"name": "trit_error_o", "wave": "x.===x=x======x=x==x====x=x======x=x==x=", "data": ["0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0"]}]
 ],
 "head": {"text": "ternary_unpacker bytes=2 trits=9: 256 beats every byte, stalls: inputs idle, the first 40 of 349 cycles", "tick": 0}}
</#macro>
<#macro codebook_decoder>
{"signal": [
  {"name": "clk_i", "wave": "p..........................."},
  ["scale",
    {"name": "scale_valid_i", "wave": "1.....................0....."},
    {"name": "scale_ready_o", "wave": "0..10.10..10...10...1.0....."},
    {"name": "scale_data_i", "wave": "=...=..=...=....=....=x.....", "data": ["2c", "30", "0", "0", "ff", "ff"]}],
  ["code",
    {"name": "code_valid_i", "wave": "1.....................0....."},
    {"name": "code_ready_o", "wave": "1...........01..01....0....."},
    {"name": "code_data_i", "wave": "=============.===.====x.....", "data": ["83", "8c", "91", "c8", "35", "47", "cb", "b3", "ef", "bc", "1d", "a6", "5", "aa", "35", "4e", "cb", "6b", "8", "22"]},
    {"name": "code_last_i", "wave": "=============.===.====x.....", "data": ["0", "0", "0", "0", "0", "0", "1", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "1"]}],
  ["weight",
    {"name": "weight_valid_o", "wave": "0..1........................"},
    {"name": "weight_ready_i", "wave": "1...........01..01....01.0.1"},
    {"name": "weight_data_o", "wave": "x..==========.===.=====.==..", "data": ["1c80", "1c7f", "3780", "7f1c", "80bb", "9400", "7f7f", "0", "0", "0", "0", "0", "0", "0", "0", "807f", "7f7f", "807f", "807f", "8080"]}]
 ],
 "head": {"text": "codebook_decoder codebook=nf4 lanes=2 group=8 level-width=8 scale-width=8 fraction=4 output=int8: 20 beats on 6 scales random, stalls: output back pressure", "tick": 0}}
</#macro>
<#macro absmax_quantizer>
{"signal": [
  {"name": "clk_i", "wave": "p......................................"},
  ["value",
    {"name": "value_valid_i", "wave": "1.01..0.1..0.1......010................"},
    {"name": "value_ready_o", "wave": "1.............0..1....................."},
    {"name": "value_data_i", "wave": "==x===x.===x.==...==x=x................", "data": ["2cb1c", "b30e6", "edfee", "bd336", "5f686", "e90d4", "4df85", "ceed4", "d2fc9", "97677", "4881c", "86a5d", "4a"]},
    {"name": "value_last_i", "wave": "==x===x.===x.==...==x=x................", "data": ["0", "0", "0", "1", "0", "0", "0", "1", "1", "0", "0", "0", "1"]}],
  ["quantized",
    {"name": "quantized_valid_o", "wave": "0.................1...0.1....0.....1..."},
    {"name": "quantized_ready_i", "wave": "1......................................"},
    {"name": "quantized_data_o", "wave": "x.................====x.=====x.....====", "data": ["49a2", "815f", "e2f9", "91ad", "7f82", "e147", "68d7", "be9c", "81d9", "9399", "4c07", "8193", "13"]},
    {"name": "quantized_scale_o", "wave": "x.................====x.=====x.....====", "data": ["134", "134", "134", "134", "17d", "17d", "17d", "17d", "b5", "1e6", "1e6", "1e6", "1e6"]},
    {"name": "quantized_last_o", "wave": "x.................====x.=====x.....====", "data": ["0", "0", "0", "1", "0", "0", "0", "1", "1", "0", "0", "0", "1"]}]
 ],
 "head": {"text": "absmax_quantizer lanes=2 input-width=10 longest=8: tokens of [8, 8, 2, 7] values random, stalls: inputs idle", "tick": 0}}
</#macro>
<#macro requantizer>
{"signal": [
  {"name": "clk_i", "wave": "p......................................."},
  ["scale",
    {"name": "scale_valid_i", "wave": "1......................................."},
    {"name": "scale_ready_o", "wave": "0.10.10.....1.0......1.0..1010...10....1"},
    {"name": "scale_mantissa_i", "wave": "=..=..=......==.......==...=.=....=.....", "data": ["9", "3", "4", "1", "8", "5", "b", "b", "5", "4"]},
    {"name": "scale_shift_i", "wave": "=..=..=......==.......==...=.=....=.....", "data": ["44", "24e", "e45", "393", "1cc", "348", "84", "459", "292", "252"]}],
  ["sum",
    {"name": "sum_valid_i", "wave": "1......................................."},
    {"name": "sum_ready_o", "wave": "1......................................."},
    {"name": "sum_data_i", "wave": "========================================", "data": ["980020", "3ff960003", "3ff420488", "2006001", "3fa010000", "20000ffff", "200010000", "1fffe0020", "200000018", "20001efd2", "1ffffffd1", "200000100", "1fffef4ed", "34005ffff", "4043e800", "3d060ffff", "800801", "20d5e900", "3e460ffff", "3f450ffff", "8400c00", "3fffe0800", "1ffff8081", "3fe6dfd4e", "3fe130000", "d4010d", "1fe63", "200010000", "10100ffff", "23400ffff", "2e5010000", "3f480ffff", "1d420ffff", "20000ffff", "32a00ffff", "a010000", "72410000", "16202ffff", "17202ffff", "20280ffff"]},
    {"name": "sum_last_i", "wave": "========================================", "data": ["0", "0", "1", "0", "0", "1", "0", "0", "0", "0", "0", "0", "1", "1", "0", "0", "0", "0", "0", "0", "0", "1", "1", "0", "0", "0", "1", "0", "1", "0", "0", "0", "0", "1", "0", "0", "0", "0", "0", "1"]}],
  ["result",
    {"name": "result_valid_o", "wave": "0...1..................................."},
    {"name": "result_ready_i", "wave": "1......................................."},
    {"name": "result_data_o", "wave": "x...====================================", "data": ["4c02", "cb00", "a148", "5", "f4", "c", "0", "0", "0", "0", "0", "0", "0", "0", "7f00", "a100", "100", "4200", "c900", "e900", "1000", "0", "881", "9b80", "8480", "3532", "b3", "ff00", "100", "c600", "dd00", "ff00", "3b00", "c000", "ca00", "200"]}]
 ],
 "head": {"text": "requantizer lanes=2 sum-width=17 scale-width=2 scales=lane output=int8: 117 beats on 25 scales random, stalls: none, the first 40 of 121 cycles", "tick": 0}}
</#macro>
<#macro rms_normalizer>
{"signal": [
  {"name": "clk_i", "wave": "p......................................."},
  ["gain",
    {"name": "gain_valid_i", "wave": "0........10............................."},
    {"name": "gain_ready_o", "wave": "1......................................."},
    {"name": "gain_data_i", "wave": "x........=x.............................", "data": ["42d"]}],
  ["value",
    {"name": "value_valid_i", "wave": "0............10........................."},
    {"name": "value_ready_o", "wave": "1......................................."},
    {"name": "value_data_i", "wave": "x............=x.........................", "data": ["4820"]},
    {"name": "value_end_i", "wave": "x............=x.........................", "data": ["0"]}],
  ["normalized",
    {"name": "normalized_valid_o", "wave": "0......................................."},
    {"name": "normalized_ready_i", "wave": "1......................................."},
    {"name": "normalized_data_o", "wave": "x.......................................", "data": []},
    {"name": "normalized_last_o", "wave": "x.......................................", "data": []}]
 ],
 "head": {"text": "rms_normalizer lanes=2 length=32 input-width=8 input-fraction=4 gain-width=6 gain-fraction=4 output-width=24 output-fraction=22 epsilon=0.125 sum-width=20: 12 tokens of 32 values, 4 sets of gains above_tie x random, stalls: all, the first 40 of 6831 cycles", "tick": 0}}
</#macro>
<#macro bit_linear>
{"signal": [
  {"name": "clk_i", "wave": "p......................................."},
  ["gain",
    {"name": "gain_valid_i", "wave": "1......................................."},
    {"name": "gain_ready_o", "wave": "1...0..................................."},
    {"name": "gain_data_i", "wave": "=====...................................", "data": ["ae", "8d", "da", "75", "d7"]}],
  ["value",
    {"name": "value_valid_i", "wave": "1......................................."},
    {"name": "value_ready_o", "wave": "1.......0..............................."},
    {"name": "value_data_i", "wave": "=========...............................", "data": ["0", "0", "0", "0", "0", "0", "0", "0", "0"]},
    {"name": "value_end_i", "wave": "=========...............................", "data": ["0", "0", "0", "0", "0", "0", "0", "0", "0"]}],
  ["weight",
    {"name": "weight_valid_i", "wave": "1......................................."},
    {"name": "weight_ready_o", "wave": "0......................................."},
    {"name": "weight_data_i", "wave": "=.......................................", "data": ["d01"]}],
  ["scale",
    {"name": "scale_valid_i", "wave": "1......................................."},
    {"name": "scale_ready_o", "wave": "0......................................."},
    {"name": "scale_mantissa_i", "wave": "=.......................................", "data": ["8"]},
    {"name": "scale_shift_i", "wave": "=.......................................", "data": ["0"]}],
  ["result",
    {"name": "result_valid_o", "wave": "0......................................."},
    {"name": "result_ready_i", "wave": "0..............................1........"},
    {"name": "result_data_o", "wave": "x.......................................", "data": []},
    {"name": "result_last_o", "wave": "x.......................................", "data": []}]
 ],
 "head": {"text": "bit_linear lanes=2 columns=3 length=8 outputs=8 weights=ternary input-width=8 input-fraction=4 gain-width=4 gain-fraction=2 normalized-width=10 normalized-fraction=8 epsilon=0.125 scale-width=4 output=int16 accumulator-width=11: 6 tokens of 8 values, 8 outputs, 2 sets of gains zero x random, stalls: output back pressure, the first 40 of 292 cycles", "tick": 0}}
</#macro>
<#macro dictionary_decoder>
{"signal": [
  {"name": "clk_i", "wave": "p......................................."},
  ["entry",
    {"name": "entry_valid_i", "wave": "1...............0......................."},
    {"name": "entry_ready_o", "wave": "1...............0......................."},
    {"name": "entry_trits_i", "wave": "================x.......................", "data": ["d4", "1", "3d", "5d", "d3", "d", "45", "157", "4d", "7c", "d", "5d", "33", "337", "115", "3d7"]},
    {"name": "entry_length_i", "wave": "================x.......................", "data": ["5", "1", "4", "4", "5", "4", "4", "5", "4", "4", "2", "4", "5", "5", "5", "5"]}],
  ["codeword",
    {"name": "codeword_valid_i", "wave": "1......................................."},
    {"name": "codeword_ready_o", "wave": "0...............1..010101....01.0101..01"},
    {"name": "codeword_index_i", "wave": "=................===.=.=.=====.==.=.===.", "data": ["d", "7", "f", "6", "2", "1", "a", "b", "3", "f", "c", "4", "8", "2", "2", "3", "b"]},
    {"name": "codeword_last_i", "wave": "=................===.=.=.=====.==.=.===.", "data": ["0", "0", "0", "1", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0"]},
    {"name": "codeword_end_i", "wave": "=................===.=.=.=====.==.=.===.", "data": ["0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0"]}],
  ["trit",
    {"name": "trit_valid_o", "wave": "0.................1.......01............"},
    {"name": "trit_ready_i", "wave": "1......................................."},
    {"name": "trit_data_o", "wave": "x.................========x=============", "data": ["37", "3c", "15", "1d", "3d", "5", "1", "3d", "14", "37", "15", "17", "17", "3f", "c", "c", "d", "d", "35", "13", "f"]},
    {"name": "trit_last_o", "wave": "x.................========x=============", "data": ["0", "0", "0", "0", "0", "0", "1", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0"]}]
 ],
 "head": {"text": "dictionary_decoder entries=16 longest=5 lanes=3: 74 codewords in 6 rows random, stalls: none, the first 40 of 125 cycles", "tick": 0}}
</#macro>
