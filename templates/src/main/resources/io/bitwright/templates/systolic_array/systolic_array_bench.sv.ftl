<#import "/lib/banner.ftl" as head>
<@head.lines mark="//" banner=banner purpose=[
  "Self-checking bench: random products with random stalls against sums computed here.",
  "Run: iverilog -g2012 -o bench.vvp bench/*.sv rtl/*.sv && vvp bench.vvp",
  "Prints PASS, or FAIL with the first wrong values; then vvp exits with a status other than 0."]/>

module ${moduleName}_bench;

  localparam int Rows             = ${rows};
  localparam int Columns          = ${columns};
  localparam int WeightWidth      = ${weightWidth};
  localparam int ActivationWidth  = ${activationWidth};
  localparam int AccumulatorWidth = ${accumulatorWidth};
  localparam int AccumulatorRows  = ${accumulatorRows};

  localparam int Products     = ${products}; // products checked
  localparam int MostRows     = ${mostRows}; // largest ${streamingDimension} of a product
  localparam int MostInner    = ${mostInner}; // largest K
  localparam int MostColumns  = ${mostColumns}; // largest ${stationaryDimension}
  localparam int MostMessages = 10;
  localparam int MostIdle     = ${mostIdleCycles}; // cycles without a result after which the bench gives up

  logic clk_i = 1'b0;
  logic rst_ni = 1'b0;

  logic                                ${stationary}_valid_i = 1'b0;
  logic                                ${stationary}_ready_o;
  logic [Columns*${stationaryWidthName}-1:0] ${stationary}_data_i = '0;
  logic                                ${streaming}_valid_i = 1'b0;
  logic                                ${streaming}_ready_o;
  logic [Rows*${streamingWidthName}-1:0] ${streaming}_data_i = '0;
  logic                                ${streaming}_first_i = 1'b0;
  logic                                ${streaming}_last_i = 1'b0;
  logic                                ${streaming}_end_i = 1'b0;
  logic                                result_valid_o;
  logic                                result_ready_i = 1'b0;
  logic [Columns*AccumulatorWidth-1:0] result_data_o;

  ${moduleName} u_${moduleName} (
    .clk_i,
    .rst_ni,
    .${stationary}_valid_i,
    .${stationary}_ready_o,
    .${stationary}_data_i,
    .${streaming}_valid_i,
    .${streaming}_ready_o,
    .${streaming}_data_i,
    .${streaming}_first_i,
    .${streaming}_last_i,
    .${streaming}_end_i,
    .result_valid_o,
    .result_ready_i,
    .result_data_o
  );

  always #5 clk_i = !clk_i;

  //////////////////////////
  // One product: M, K, N //
  //////////////////////////

  int m, k, n; // rows that stream, terms of a sum, columns<#if stationary != "weight">: of the product these are N, K and M</#if>
  int load_stall, stream_stall, result_stall; // stalls in eighths of the cycles
  int seed = 1;
  int errors = 0;
  int results = 0;

  logic signed [${streamingWidthName}${(streaming == "weight" && weightWidth == 1)?then("", "-1")}:0] streamed [MostRows*MostInner];
  logic signed [${stationaryWidthName}${(stationary == "weight" && weightWidth == 1)?then("", "-1")}:0] held [MostInner*MostColumns];

  function automatic int below(input int limit);
    below = $unsigned($random(seed)) % limit;
  endfunction

  // One in four is the lowest value, which reaches the ends of every sum.
  function automatic logic signed [ActivationWidth-1:0] random_activation();
    int bits;
    bits = $random(seed);
    random_activation =
        bits[21:20] == 2'd0 ? {1'b1, {(ActivationWidth-1){1'b0}}} : bits[ActivationWidth-1:0];
  endfunction

<#if weights == "binary">
  function automatic logic signed [WeightWidth:0] random_weight(); // 1 or -1
    random_weight = below(2) == 1 ? 1 : -1;
  endfunction
<#else>
  function automatic logic signed [WeightWidth-1:0] random_weight();
  <#if weights == "ternary">
    random_weight = below(3) - 1;
  <#else>
    int bits;
    bits = $random(seed);
    random_weight = bits[21:20] == 2'd0 ? {1'b1, {(WeightWidth-1){1'b0}}} : bits[WeightWidth-1:0];
  </#if>
  endfunction
</#if>

  task automatic choose_product(input bit first);
    m = first && AccumulatorRows < MostRows ? AccumulatorRows : 1 + below(MostRows);
    k = first ? Rows : 1 + below(MostInner);
    n = first ? Columns : 1 + below(MostColumns);
    load_stall   = first ? 0 : below(7);
    stream_stall = first ? 0 : below(7);
    result_stall = first ? 0 : below(7);
    for (int i = 0; i < m * k; i++) streamed[i] = random_${streaming}();
    for (int i = 0; i < k * n; i++) held[i] = random_${stationary}();
  endtask

  function automatic logic signed [63:0] reference(input int row, input int column);
    reference = 0;
    for (int i = 0; i < k; i++) begin
      reference = reference + streamed[row*k+i] * held[i*n+column];
    end
  endfunction

  /////////////////////////////////////////////////////////////////////////
  // Streams: driven at the falling edge, a beat moves at the rising one //
  /////////////////////////////////////////////////////////////////////////

  task automatic drive_tiles;
    for (int block = 0; block < m; block += AccumulatorRows) begin
      for (int column_base = 0; column_base < n; column_base += Columns) begin
        for (int inner = 0; inner < (k + Rows - 1) / Rows * Rows; inner++) begin
          while (below(8) < load_stall) @(negedge clk_i);
          for (int c = 0; c < Columns; c++) begin
            if (inner < k && column_base + c < n) begin
<#if stationary == "weight" && weights == "binary">
              ${stationary}_data_i[c] = held[inner*n+column_base+c] < 0;
<#else>
              ${stationary}_data_i[c*${stationaryWidthName} +: ${stationaryWidthName}] = held[inner*n+column_base+c];
</#if>
            end else begin
              ${stationary}_data_i[c*${stationaryWidthName} +: ${stationaryWidthName}] = 0;
            end
          end
          ${stationary}_valid_i = 1'b1;
          do @(posedge clk_i); while (!${stationary}_ready_o);
          @(negedge clk_i) ${stationary}_valid_i = 1'b0;
        end
      end
    end
  endtask

  task automatic drive_pass(input int block, input int inner_base);
    for (int row = block; row < m && row < block + AccumulatorRows; row++) begin
      while (below(8) < stream_stall) @(negedge clk_i);
      for (int r = 0; r < Rows; r++) begin
<#if streaming == "weight" && weights == "binary">
        ${streaming}_data_i[r] = inner_base + r < k ? streamed[row*k+inner_base+r] < 0 : 0;
<#else>
        ${streaming}_data_i[r*${streamingWidthName} +: ${streamingWidthName}] =
            inner_base + r < k ? streamed[row*k+inner_base+r] : 0;
</#if>
      end
      ${streaming}_first_i = inner_base == 0;
      ${streaming}_last_i  = inner_base + Rows >= k;
      ${streaming}_end_i   = row == m - 1 || row == block + AccumulatorRows - 1;
      ${streaming}_valid_i = 1'b1;
      do @(posedge clk_i); while (!${streaming}_ready_o);
      @(negedge clk_i) ${streaming}_valid_i = 1'b0;
    end
  endtask

  task automatic drive_streams;
    for (int block = 0; block < m; block += AccumulatorRows) begin
      for (int column_base = 0; column_base < n; column_base += Columns) begin
        for (int inner = 0; inner < k; inner += Rows) drive_pass(block, inner);
      end
    end
  endtask

  // cycles: rising edges seen, the one that moves the result included.
  task automatic take_result(inout int cycles);
    int idle;
    bit moved;
    idle = 0;
    do begin
      result_ready_i = below(8) >= result_stall;
      @(posedge clk_i) moved = result_valid_o && result_ready_i;
      cycles++;
      idle++;
      if (idle > MostIdle) begin
        $fatal(1, "FAIL: no result for %0d cycles in a product %0dx%0dx%0d", idle, m, k, n);
      end
      if (!moved) @(negedge clk_i);
    end while (!moved);
  endtask

  task automatic check_sum(input int row, input int column, input int element);
    logic signed [AccumulatorWidth-1:0] actual;
    logic signed [63:0] expected;
    actual = result_data_o[element*AccumulatorWidth +: AccumulatorWidth];
    expected = reference(row, column);
    results++;
    if (actual !== expected[AccumulatorWidth-1:0]) begin
      errors++;
      if (errors <= MostMessages) begin
        $display("product %0dx%0dx%0d, row %0d, column %0d: %0d, expected %0d",
                 m, k, n, row, column, actual, expected);
      end
    end
  endtask

  task automatic check_results(inout int cycles);
    for (int block = 0; block < m; block += AccumulatorRows) begin
      for (int column_base = 0; column_base < n; column_base += Columns) begin
        for (int row = block; row < m && row < block + AccumulatorRows; row++) begin
          take_result(cycles);
          for (int c = 0; c < Columns && column_base + c < n; c++) begin
            check_sum(row, column_base + c, c);
          end
          @(negedge clk_i) result_ready_i = 1'b0;
        end
      end
    end
  endtask

  //////////
  // Runs //
  //////////

  initial begin : run
    int cycles;
    repeat (2) @(negedge clk_i);
    rst_ni = 1'b1;
    for (int product = 0; product < Products; product++) begin
      choose_product(product == 0);
      cycles = 0;
      fork
        drive_tiles();
        drive_streams();
        check_results(cycles);
      join
      if (product == 0 && cycles != 2 * Rows + Columns + ${1 + productStages} + m) begin
        errors++;
        $display("one tile, %0d rows, no stalls: %0d cycles, expected %0d",
                 m, cycles, 2 * Rows + Columns + ${1 + productStages} + m);
      end
    end
    if (errors != 0) $fatal(1, "FAIL: %0d of %0d sums or cycle counts wrong", errors, results);
    $display("PASS: %0d products, %0d sums", Products, results);
    $finish;
  end

endmodule : ${moduleName}_bench
