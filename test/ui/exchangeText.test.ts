// What the program's steps and the activity show of a request: nothing that Azure itself keeps out of its history.
import { expect, test } from 'vitest';
import { requests } from '../../src/azure';
import { cameText, sentText } from '../../src/ui/workload/exchangeText';

const DEPLOYMENT =
	'/subscriptions/5ub/resourceGroups/rg/providers/Microsoft.Resources/deployments/app';

test('a secure parameter of a deployment is shown by its name, any other as it was sent', () => {
	const template = { parameters: { pass: { type: 'secureString' }, size: { type: 'string' } } };
	const parameters = { pass: { value: 'hunter2!' }, size: { value: 'Standard_B1s' } };
	const said = sentText(
		requests.arm('PUT', DEPLOYMENT, { properties: { template, parameters } }),
	).join('\n');
	expect(said).not.toContain('hunter2!');
	expect(said).toContain('"value": "{{pass}}"');
	expect(said).toContain('"value": "Standard_B1s"');
});

test('a body that is no JSON stays as it was, and a token is cut', () => {
	const token = `eyJ0eXAiOiJKV1QiLCJh.${'x'.repeat(80)}`;
	expect(
		sentText({
			method: 'PUT',
			url: 'https://st.blob.core.windows.net/photos/a',
			headers: { authorization: `Bearer ${token}` },
			body: 'hello',
		}),
	).toEqual(['authorization: Bearer eyJ0eXAiOiJKV1Q…', 'hello']);
	expect(
		cameText({ status: 200, headers: {}, body: JSON.stringify({ access_token: token }) }),
	).toEqual(['{\n  "access_token": "eyJ0eXAiOiJKV1Q…"\n}']);
});
