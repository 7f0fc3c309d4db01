import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/azure';
import { whatIfText } from '../../src/cli/whatIfText';

const CHANGES = [
	{
		resourceId:
			'/subscriptions/d2d68530-398c-487f-aac9-530fba0b2713/resourceGroups/rg/providers/Microsoft.Web/sites/web',
		changeType: 'Modify',
		before: { apiVersion: '2023-12-01', id: 'x' },
		after: { apiVersion: '2023-12-01', id: 'x' },
		delta: [
			{ path: 'tags.team', propertyChangeType: 'Modify', before: 'a', after: 'b' },
			{
				path: 'properties.rules',
				propertyChangeType: 'Array',
				before: null,
				after: null,
				children: [
					{ path: '1', propertyChangeType: 'Create', before: null, after: { ip: '10.0.0.1' } },
					{
						path: '0',
						propertyChangeType: 'Modify',
						before: null,
						after: null,
						children: [{ path: 'ip', propertyChangeType: 'Modify', before: '1', after: '2' }],
					},
				],
			},
			{ path: 'properties.httpsOnly', propertyChangeType: 'Create', before: null, after: true },
			{ path: 'properties.old', propertyChangeType: 'Delete', before: { a: 1 }, after: null },
		],
	},
	{
		resourceId:
			'/subscriptions/d2d68530-398c-487f-aac9-530fba0b2713/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stnew',
		changeType: 'Create',
		before: null,
		after: {
			apiVersion: '2023-01-01',
			name: 'stnew',
			sku: { name: 'Standard_LRS' },
			zones: ['1', '2'],
			tags: {},
		},
	},
	{
		resourceId:
			'/subscriptions/d2d68530-398c-487f-aac9-530fba0b2713/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stold',
		changeType: 'Ignore',
		before: { apiVersion: '2023-01-01' },
	},
	{
		resourceId: '/subscriptions/d2d68530-398c-487f-aac9-530fba0b2713/resourceGroups/rg-new',
		changeType: 'Create',
		after: { name: 'rg-new' },
	},
] as const satisfies readonly JsonObject[];

/** What the formatter of az 2.45 made of the same changes. */
const PRINTED = `Note: The result may contain false positive predictions (noise).
You can help us improve the accuracy of the result by opening an issue here: https://aka.ms/WhatIfIssues

Resource and property changes are indicated with these symbols:
  - Delete
  + Create
  ~ Modify
  * Ignore

The deployment will update the following scopes

Scope: /subscriptions/d2d68530-398c-487f-aac9-530fba0b2713

  + resourceGroups/rg-new

      name: "rg-new"

Scope: /subscriptions/d2d68530-398c-487f-aac9-530fba0b2713/resourceGroups/rg

  + Microsoft.Storage/storageAccounts/stnew [2023-01-01]

      apiVersion: "2023-01-01"
      name:       "stnew"
      sku.name:   "Standard_LRS"
      zones: [
        0: "1"
        1: "2"
      ]
      tags:       {}

  ~ Microsoft.Web/sites/web [2023-12-01]
    - properties.old:

        a: 1

    + properties.httpsOnly: true
    ~ properties.rules: [
      ~ 0:

        ~ ip: "1" => "2"

      + 1:

          ip: "10.0.0.1"

      ]
    ~ tags.team:            "a" => "b"

  * Microsoft.Storage/storageAccounts/stold [2023-01-01]

Resource changes: 2 to create, 1 to modify, 1 to ignore.`;

test('what-if is told as az tells it', () => {
	expect(whatIfText(CHANGES)).toBe(PRINTED);
});

test('no change is told too', () => {
	expect(whatIfText([])).toMatch(/Resource changes: no change\.$/);
});
