<#list dependencyMap as entry>
<#assign library = entry.getKey() licences = entry.getValue()>
| ${library.artifactId} | ${library.version} | ${licences?join(" OR ")} |
</#list>
