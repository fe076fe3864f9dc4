<#import "/lib/banner.ftl" as head>
<@head.lines mark="#" banner=banner purpose=[
  "A recorded run of ${topModule}.",
  "What each stream is offered, what must come out, and in how many cycles.",
  "A stream's line has its beats and its partner's stall pattern: a digit a cycle, repeated, 1:",
  "willing. A beat's line has the fields of the stream in port order, hexadecimal."]/>

run ${title}
cycles ${cycles}
<#list streams as stream>

# ${stream.columns}
stream ${stream.name} ${stream.beats?size} ${stream.pattern}
<#list stream.beats as beat>
${beat}
</#list>
</#list>
