import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';

/** A request as API Gateway passes it to a function, with the claims of its token. */
export type Event = APIGatewayProxyEventV2WithJWTAuthorizer;
